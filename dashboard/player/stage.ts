import type { Replayer } from '@rrweb/replay'
import { type RecordedEvent, seek } from '@vitrine/fold'
import { afterPaint } from './after-paint.ts'
import { pauseAnimations } from './animations.ts'
import { buildPage } from './build-page.ts'
import { createClock } from './clock.ts'
import { fit } from './fit.ts'
import type { FromPlayer } from './messages.ts'
import { createSanitizer, type Sanitizer } from './sanitize/create-sanitizer.ts'

export interface Stage {
  /** `events` begin with Meta and FullSnapshot. */
  show(events: readonly RecordedEvent[], at: number): void
  append(events: readonly RecordedEvent[]): void
  seek(at: number): void
  play(speed: number): void
  pause(): void
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
export function createStage(root: HTMLElement, tell: (message: FromPlayer) => void): Stage {
  const clock = createClock((at) => tell({ kind: 'time', at }))
  const fitted = fit(root)
  let recorded: RecordedEvent[] = []
  let shown: Shown | null = null
  let letMove = () => {}

  const sized = (page: HTMLElement, width: number, height: number) => {
    fitted.to(page, width, height)
    tell({ kind: 'size', width, height })
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

  const seekTo = (at: number) => {
    const asked = performance.now()
    const sanitizer = createSanitizer()
    const events = sanitizer.all(seek({ keyframe: [], events: recorded, at }))
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
    clock.set(start)
    resume()
    // Taking the old page apart costs time that the new one needs first.
    if (old) old.wrapper.style.visibility = 'hidden'
    afterPaint(() => {
      tell({ kind: 'painted', at: start, tookMs: performance.now() - asked })
      setTimeout(() => {
        old?.destroy()
        if (!clock.running && shown === now) hold()
      })
    })
  }

  return {
    show(events, at) {
      recorded = [...events]
      seekTo(at)
    },
    seek: seekTo,
    append(events) {
      for (const event of events) recorded.push(event)
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
  }
}
