import { whenReplaced } from './when-replaced.ts'

/** Ours runs beside the page's own code: whatever goes wrong in it stays in it. */
export function guard<A extends unknown[]>(run: (...args: A) => unknown): (...args: A) => void {
  return (...args) => {
    try {
      run(...args)
    } catch {
      // The page must not notice.
    }
  }
}

/** Listens without the page noticing; returns what undoes it. */
export function listen<Name extends keyof WindowEventMap>(
  target: EventTarget,
  name: Name,
  hear: (event: WindowEventMap[Name]) => unknown,
): () => void {
  const guarded = guard(hear as (event: Event) => unknown)
  const options = Object.assign(Object.create(null) as object, { capture: true, passive: true })
  const add = () => target.addEventListener(name, guarded, options)
  add()
  // `document.open()` erases all listeners; adding one that is still there changes nothing.
  const stay = target === window || target === document ? whenReplaced(add) : undefined
  return () => {
    stay?.()
    target.removeEventListener(name, guarded, options)
  }
}
