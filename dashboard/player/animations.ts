/** Stops what moves by itself in a document and its inner frames; answers how to let it go on. */
export function pauseAnimations(document: Document | null): () => void {
  if (!document) return () => undefined
  const running = document.getAnimations().filter(({ playState }) => playState === 'running')
  for (const animation of running) animation.pause()
  const inner = [...document.querySelectorAll('iframe')].map((frame) => pauseAnimations(frame.contentDocument))
  return () => {
    for (const animation of running) animation.play()
    for (const resume of inner) resume()
  }
}
