import type { RecordedEvent } from '@vitrine/fold'
import { type Clock, createClock } from './clock.ts'
import { type Box, openView, type Size, type View } from './render/view.ts'

type Point = { x: number; y: number }

/** The picture with its pointer, fitted into the room there is. */
export type Player = {
  view: View
  /** Lies over the picture and takes the clicks. */
  cover: HTMLElement
  clock: Clock
  readonly at: number
  /** Shows these events; keeps the time if it is within them. */
  load: (events: RecordedEvent[], from: number, to: number) => void
  seek: (at: number) => void
  /** From the cover's pixels to the picture's. */
  inside: (point: Point) => Point
  /** From the picture's pixels to the cover's. */
  outside: (box: Box) => Box
}

function sizeOf(events: readonly RecordedEvent[], at: number): Size | undefined {
  let size: Size | undefined
  for (const { type, timestamp, data } of events) {
    if (timestamp > at && size) break
    const { source, width, height } = (data ?? {}) as { source?: number } & Partial<Size>
    if ((type === 4 || (type === 3 && source === 4)) && width && height) size = { width, height }
  }
  return size
}

function pointOf({ type, data }: RecordedEvent): Point | undefined {
  if (type !== 3) return undefined
  const { source, positions, x, y } = data as { source: number; positions?: Point[] } & Partial<Point>
  if (source === 1 || source === 6) return positions?.at(-1)
  return source === 2 && x !== undefined && y !== undefined && (x || y) ? { x, y } : undefined
}

type Setup = {
  room: HTMLElement
  title: string
  files: Parameters<typeof openView>[2]
  /** The time, and whether it moves by itself. */
  moved: (at: number, playing: boolean) => void
}

export async function createPlayer({ room, title, files, moved }: Setup): Promise<Player> {
  const picture = document.createElement('div')
  picture.className = 'picture'
  room.append(picture)
  const view = await openView(picture, title, files)
  const cover = document.createElement('div')
  const pointer = document.createElement('i')
  cover.className = 'cover'
  pointer.className = 'pointer'
  room.append(cover)
  cover.append(pointer)
  let events: RecordedEvent[] = []
  let rest: RecordedEvent[] = []
  let [from, to, at, scale] = [0, 0, 0, 1]

  const fit = (size: Size | undefined) => {
    if (!size) return
    scale = Math.min(room.clientWidth / size.width, room.clientHeight / size.height, 1) || 1
    const { style } = picture
    style.width = `${size.width}px`
    style.height = `${size.height}px`
    style.transform = `scale(${scale})`
    for (const side of ['width', 'height'] as const) cover.style[side] = `${size[side] * scale}px`
  }
  const point = (shown: readonly RecordedEvent[]) => {
    const place = shown.map(pointOf).findLast((found) => found !== undefined)
    if (place) pointer.style.translate = `${place.x * scale}px ${place.y * scale}px`
  }
  const seek = (time: number) => {
    at = Math.max(from, Math.min(to, time))
    fit(sizeOf(events, at))
    rest = events.length ? view.show(events, at) : []
    point(events.filter(({ timestamp }) => timestamp <= at))
    moved(at, clock.playing)
  }
  const step = (time: number) => {
    const due = rest.findIndex(({ timestamp }) => timestamp > time)
    const shown = rest.splice(0, due < 0 ? rest.length : due)
    if (shown.some(({ type, data }) => type === 3 && (data as { source: number }).source === 4))
      fit(sizeOf(events, time))
    view.apply(shown)
    point(shown)
    at = time
    moved(at, at < to)
    return rest[0]?.timestamp ?? to
  }
  const clock = createClock(
    () => at,
    () => to,
    step,
  )
  new ResizeObserver(() => fit(sizeOf(events, at))).observe(room)
  return {
    view,
    cover,
    clock,
    get at() {
      return at
    },
    load(given, first, last) {
      events = given
      ;[from, to] = [first, last]
      seek(at || to)
    },
    seek,
    inside: ({ x, y }) => ({ x: x / scale, y: y / scale }),
    outside: ({ x, y, width, height }) => ({
      x: x * scale,
      y: y * scale,
      width: width * scale,
      height: height * scale,
    }),
  }
}
