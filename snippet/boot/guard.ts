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
  target.addEventListener(name, guarded, { capture: true, passive: true })
  return () => target.removeEventListener(name, guarded, { capture: true })
}
