const runs = new Set<() => void>()
let observer: MutationObserver | undefined

/** Runs whenever the page has replaced its whole document, as `document.open()` does. Returns what ends that. */
export function whenReplaced(run: () => void): () => void {
  runs.add(run)
  if (!observer) {
    observer = new MutationObserver(() => {
      for (const one of runs) one()
    })
    observer.observe(document, { childList: true })
  }
  return () => {
    runs.delete(run)
    if (runs.size) return
    observer?.disconnect()
    observer = undefined
  }
}
