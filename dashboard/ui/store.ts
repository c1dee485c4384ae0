import { useSyncExternalStore } from 'react'

/** A value that changes too often to re-render everything for it. Made by a page, gone with it. */
export type Store<T extends object> = {
  readonly get: () => T
  readonly set: (change: Partial<T>) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function makeStore<T extends object>(initial: T): Store<T> {
  let value = initial
  const listeners = new Set<() => void>()
  return {
    get: () => value,
    set: (change) => {
      value = { ...value, ...change }
      for (const listener of listeners) listener()
    },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Re-renders only when what `select` answers changes; it has to answer the same value for the same state. */
export const useStore = <T extends object, Selected>(store: Store<T>, select: (state: T) => Selected): Selected =>
  useSyncExternalStore(store.subscribe, () => select(store.get()))
