import { guard } from '../boot/guard.ts'

const everyMs = 1_000

const found = (selector: string): boolean => {
  try {
    return document.querySelector(selector) !== null
  } catch {
    return false
  }
}

/** Tells when an element appears that was not there before; looks at most once a second, and only after changes. */
export function watchElements(selectors: readonly string[], appeared: (selector: string) => void): () => void {
  const there = new Map(selectors.map((selector) => [selector, false]))
  let timer: ReturnType<typeof setTimeout> | undefined
  const look = guard(() => {
    timer = undefined
    for (const [selector, before] of there) {
      const now = found(selector)
      there.set(selector, now)
      if (now && !before) appeared(selector)
    }
  })
  const soon = () => {
    timer ??= setTimeout(look, everyMs)
  }
  const observer = new MutationObserver(soon)
  observer.observe(document, { subtree: true, childList: true, attributes: true })
  look()
  return () => {
    observer.disconnect()
    clearTimeout(timer)
  }
}
