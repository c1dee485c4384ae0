/**
 * An empty frame on the page's own origin in which nothing can run. Its document is in standards mode, unless the page
 * forbids plain HTML to scripts; then it is as old as `about:blank`.
 */
export async function openFrame(into: Element, title: string): Promise<HTMLIFrameElement> {
  const frame = document.createElement('iframe')
  frame.setAttribute('sandbox', 'allow-same-origin')
  frame.tabIndex = -1
  frame.title = title
  const loaded = new Promise((done) => frame.addEventListener('load', done, { once: true }))
  try {
    frame.srcdoc = '<!doctype html>'
  } catch {
    // Trusted Types; the blank page loads as well.
  }
  into.append(frame)
  await loaded
  return frame
}
