import { listen } from '../boot/guard.ts'
import { clock, outerOf } from './dom.ts'
import { type Recording, shownId, sources } from './recording.ts'

const sampleMs = 50
const batchMs = 500

const interactions = {
  up: 0,
  down: 1,
  click: 2,
  menu: 3,
  double: 4,
  focus: 5,
  blur: 6,
  touchStart: 7,
  touchEnd: 9,
  touchCancel: 10,
} as const
const pointerTypes: Record<string, number> = { mouse: 0, pen: 1, touch: 2 }

type Position = { x: number; y: number; id: number; timeOffset: number }

/** The recorded node that is pointed at, or the nearest one around it. */
function pointedId({ nodes }: Recording, target: EventTarget | undefined): number {
  if (!target || !('nodeType' in target)) return 0
  for (let at: Node | null = target as Node; at; at = outerOf(at)) if (nodes.live(at)) return nodes.get(at)?.id ?? 0
  return 0
}

/** The pointer's way, gathered: one event for half a second. */
export function watchMoves(recording: Recording): { watch: (document: Document) => (() => void)[]; stop: () => void } {
  const { emit, governor } = recording
  let positions: Position[] = []
  let source: number = sources.mouseMove
  let last = 0
  let timer: number | undefined

  const flush = () => {
    timer = undefined
    if (positions.length === 0) return
    const end = clock.now()
    const told = positions.map((one) => ({ ...one, timeOffset: Math.round(one.timeOffset - end) }))
    positions = []
    emit(source, { positions: told })
  }
  const hear = (from: number) => (event: MouseEvent | TouchEvent) => {
    const now = clock.now()
    if (now - last < sampleMs) return
    last = now
    if (governor.level >= 1) return governor.skip('mouse-moves')
    const point = 'changedTouches' in event ? event.changedTouches[0] : event
    const id = pointedId(recording, event.composedPath()[0])
    if (!point || !id) return
    if (from !== source) flush()
    source = from
    positions.push({ x: point.clientX, y: point.clientY, id, timeOffset: now })
    timer ??= clock.after(() => governor.timed(flush), batchMs)
  }
  return {
    watch: (document) => [
      listen(document, 'mousemove', hear(sources.mouseMove)),
      listen(document, 'touchmove', hear(sources.touchMove)),
      listen(document, 'drag', hear(sources.drag)),
    ],
    stop: () => clock.cancel(timer),
  }
}

/** Presses, clicks, focus. */
export function watchInteractions(recording: Recording, document: Document): (() => void)[] {
  const { nodes, emit } = recording
  let pressed: string | undefined
  const say = (event: Event, type: number, point: { clientX: number; clientY: number } | undefined, kind?: string) => {
    const target = event.composedPath()[0]
    const id = shownId(recording, target)
    if (!id || nodes.get(target as Node)?.inner.ignored) return
    const place = point ? { x: point.clientX, y: point.clientY } : {}
    const pointerType = kind === undefined ? undefined : pointerTypes[kind]
    emit(sources.mouseInteraction, { type, id, ...place, ...(pointerType !== undefined && { pointerType }) })
  }
  const press = (mouse: number, touch: number) => (event: PointerEvent) => {
    pressed = event.pointerType
    if (pressed === 'touch') say(event, touch, event)
    else say(event, mouse, event, pressed === 'pen' ? pressed : undefined)
  }
  const plain = (type: number) => (event: MouseEvent) => {
    const kind = 'pointerType' in event ? String(event.pointerType) : pressed
    say(event, type, event, kind)
  }
  return [
    listen(document, 'pointerdown', press(interactions.down, interactions.touchStart)),
    listen(document, 'pointerup', press(interactions.up, interactions.touchEnd)),
    listen(document, 'click', plain(interactions.click)),
    listen(document, 'contextmenu', plain(interactions.menu)),
    listen(document, 'dblclick', plain(interactions.double)),
    listen(document, 'focus', (event) => say(event, interactions.focus, undefined)),
    listen(document, 'blur', (event) => say(event, interactions.blur, undefined)),
    listen(document, 'touchcancel', (event) => say(event, interactions.touchCancel, event.changedTouches[0])),
  ]
}
