const painted = new WeakSet<Document>()

function paint(canvas: HTMLCanvasElement): void {
  const picture = canvas.getAttribute('rr_dataURL') ?? ''
  if (!/^data:image\/(?!svg)/i.test(picture)) return
  const image = new Image()
  image.addEventListener('load', () => {
    if (canvas.getAttribute('rr_dataURL') !== picture) return
    const context = canvas.getContext('2d')
    context?.clearRect(0, 0, canvas.width, canvas.height)
    context?.drawImage(image, 0, 0, canvas.width, canvas.height)
  })
  image.src = picture
}

/** Paints pictures of canvases as they come; the Replayer does so only for those a page begins with. */
export function paintCanvases(content: Document | null): void {
  if (!content || painted.has(content)) return
  painted.add(content)
  const observer = new MutationObserver((records) => {
    for (const target of new Set(records.map((record) => record.target))) {
      if (target.nodeName === 'CANVAS') paint(target as HTMLCanvasElement)
    }
  })
  observer.observe(content, { subtree: true, attributeFilter: ['rr_dataurl', 'rr_dataURL'] })
}
