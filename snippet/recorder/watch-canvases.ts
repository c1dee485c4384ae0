import { clock } from './dom.ts'
import { type Recording, sources } from './recording.ts'

const everyMs = 500
const mostPixels = 640
const mostCharacters = 200_000
const quality = 0.4

/** A small picture of what is drawn, made away from the page's thread; rejects where the page itself may not read it. */
async function pictureOf(canvas: HTMLCanvasElement): Promise<string> {
  const scale = Math.min(1, mostPixels / Math.max(canvas.width, canvas.height))
  const [resizeWidth, resizeHeight] = [canvas.width, canvas.height].map((side) => Math.max(1, Math.round(side * scale)))
  const bitmap = await createImageBitmap(canvas, { resizeWidth, resizeHeight } as ImageBitmapOptions)
  const copy = new OffscreenCanvas(bitmap.width, bitmap.height)
  copy.getContext('bitmaprenderer')?.transferFromImageBitmap(bitmap)
  const blob = await copy.convertToBlob({ type: 'image/webp', quality })
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.addEventListener('load', () => resolve(String(reader.result)))
    reader.addEventListener('error', () => reject(new Error('not readable')))
    reader.readAsDataURL(blob)
  })
}

/** Pictures of canvases, at most two a second each; pixels can't be masked, so none of what is masked or blocked. */
export function watchCanvases({ nodes, emit, governor }: Recording): () => void {
  const said = new WeakMap<Element, string>()
  const busy = new WeakSet<Element>()
  let stopped = false

  const shownAs = (canvas: HTMLCanvasElement): number => {
    const info = nodes.live(canvas) ? nodes.get(canvas) : undefined
    const hidden = !info || info.inner.zone === 'block' || info.inner.zone === 'mask' || info.inner.mode === 'strict'
    return hidden || info.inner.ignored ? 0 : info.id
  }
  const look = async (canvas: HTMLCanvasElement) => {
    if (busy.has(canvas) || !canvas.width || !canvas.height || !shownAs(canvas)) return
    busy.add(canvas)
    const picture = await pictureOf(canvas).catch(() => '')
    busy.delete(canvas)
    const id = shownAs(canvas)
    if (stopped || !id || !picture.startsWith('data:image/') || said.get(canvas) === picture) return
    if (picture.length > mostCharacters) return governor.skip('canvas-frames')
    said.set(canvas, picture)
    const attributes = [{ id, attributes: { rr_dataURL: picture } }]
    emit(sources.mutation, { texts: [], attributes, removes: [], adds: [] })
  }
  const round = () => {
    if (stopped) return
    const all = document.getElementsByTagName('canvas')
    if (governor.level > 0) governor.skip('canvas-frames', all.length)
    // What WebGL has drawn can be read before it is shown, and no longer.
    else if (all.length) clock.frame(() => governor.timed(() => Array.from(all).forEach((canvas) => void look(canvas))))
    clock.after(round, everyMs)
  }
  clock.after(round, everyMs)
  return () => {
    stopped = true
  }
}
