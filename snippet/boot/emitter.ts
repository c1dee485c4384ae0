import type { VitrineApi, VitrineEvents } from '../api.ts'
import { guard } from './guard.ts'

export type Emitter = {
  on: VitrineApi['on']
  emit: <Name extends keyof VitrineEvents>(name: Name, news: VitrineEvents[Name]) => void
}

export function createEmitter(): Emitter {
  const listeners = new Map<string, Set<(news: never) => void>>()
  return {
    on(name, listener) {
      const guarded = guard(listener)
      const set = listeners.get(name) ?? new Set()
      listeners.set(name, set.add(guarded))
      return () => set.delete(guarded)
    },
    emit(name, news) {
      for (const listener of listeners.get(name) ?? []) listener(news as never)
    },
  }
}
