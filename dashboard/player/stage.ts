import type { Replayer } from '@rrweb/replay'
import { type RecordedEvent, type Seeking, seek, startSeek } from '@vitrine/fold'
import { afterPaint } from './after-paint.ts'
import { pauseAnimations } from './animations.ts'
import type { Assets } from './assets.ts'
import { buildPage } from './build-page.ts'
import { createClock } from './clock.ts'
import { fit } from './fit.ts'
import { inspect } from './inspect.ts'
import { markMasked } from './mark-masked.ts'
import type { FromPlayer } from './messages.ts'
import { paintCanvases } from './paint-canvases.ts'
import { createSanitizer, type Sanitizer } from './sanitize/create-sanitizer.ts'

export interface Stage {
  /** What is appended until `show` replaces all there is; it begins with Meta and FullSnapshot. */
  open(at: number): void
  append(events: readonly RecordedEvent[]): void
  show(): void
  seek(at: number): void
  /** Files have come: what is shown may look better now. */
  renew(): void
  play(speed: number): void
  pause(): void
  mark(on: boolean): void
  inspect(x: number, y: number): void
}

interface Opened {
  seeking: Seeking
  recorded: RecordedEvent[]
}

interface Shown {
  replayer: Replayer
  /** What it has been given, sanitized. */
  events: RecordedEvent[]
  start: number
  sanitizer: Sanitizer
  /** The Replayer has played all it has, and stopped. */
  finished: boolean
}

/** Shows recordings in `root` with rrweb's Replayer, which gets sanitized events only. */
export function createStage(root: HTMLElement, tell: (message: FromPlayer) => void, assets: Assets): Stage {
  const clock = createClock((at) => tell({ kind: 'time', at }))
  const fitted = fit(root)
  let recorded: RecordedEvent[] = []
  let opened: Opened | null = null
  let shown: Shown | null = null
  let letMove = () => {}
  let marks = false

  const sized = (page: HTMLElement, width: number, height: number) => {
    fitted.to(page, width, height)
    tell({ kind: 'size', width, height })
  }
  const mark = () => {
    const content = shown?.replayer.iframe.contentDocument
    if (marks && content) markMasked(content)
  }
  const hold = () => {
    letMove = pauseAnimations(shown?.replayer.iframe.contentDocument ?? null)
  }
  const resume = () => {
    if (!shown || !clock.running) return
    letMove()
    shown.finished = false
    shown.replayer.setConfig({ speed: clock.speed })
    shown.replayer.play(Math.max(1, clock.now() - shown.start))
  }

  const stand = (sought: RecordedEvent[], isAsked = true) => {
    const asked = performance.now()
    const sanitizer = createSanitizer(assets.resolve)
    const events = sanitizer.all(sought)
    const start = events[0]?.timestamp
    if (start === undefined) throw new Error('The recording does not begin with a page.')
    const before = shown
    letMove()
    const now: Shown = { replayer: buildPage(root, events, sized, before), events, start, sanitizer, finished: false }
    const old = before?.replayer.wrapper === now.replayer.wrapper ? null : before?.replayer
    now.replayer.on('finish', () => {
      now.finished = true
    })
    shown = now
    paintCanvases(now.replayer.iframe.contentDocument)
    clock.set(start)
    resume()
    // Taking the old page apart costs time that the new one needs first.
    if (old) old.wrapper.style.visibility = 'hidden'
    mark()
    afterPaint(() => {
      if (isAsked) tell({ kind: 'painted', at: start, tookMs: performance.now() - asked })
      setTimeout(() => {
        old?.destroy()
        if (!clock.running && shown === now) hold()
      })
    })
  }

  return {
    open(at) {
      opened = { seeking: startSeek(at), recorded: [] }
    },
    show() {
      if (!opened) return
      const { seeking } = opened
      ;({ recorded } = opened)
      opened = null
      stand(seeking.finish())
    },
    seek(at) {
      opened = null
      stand(seek({ keyframe: [], events: recorded, at }))
    },
    renew() {
      if (shown && !opened) stand(seek({ keyframe: [], events: recorded, at: clock.now() }), false)
    },
    append(events) {
      const all = opened?.recorded ?? recorded
      for (const event of events) all.push(event)
      if (opened) return opened.seeking.add(events)
      if (!shown) return
      for (const event of shown.sanitizer.all(events)) {
        shown.events.push(event)
        shown.replayer.addEvent(event as Parameters<Replayer['addEvent']>[0])
      }
      // What was added becomes part of the Replayer in a microtask of its own.
      if (shown.finished) queueMicrotask(resume)
    },
    play(speed) {
      clock.start(speed)
      resume()
    },
    pause() {
      clock.stop()
      shown?.replayer.pause()
      hold()
    },
    mark(on) {
      marks = on
      mark()
    },
    inspect(x, y) {
      tell({ kind: 'inspected', found: shown && inspect(root, shown.replayer, x, y) })
    },
  }
}
