import type { Replayer } from '@rrweb/replay'
import type { RecordedEvent } from '@vitrine/fold'
import { afterPaint } from './after-paint.ts'
import { pauseAnimations } from './animations.ts'
import type { Assets } from './assets.ts'
import { buildPage } from './build-page.ts'
import { type Clock, createClock } from './clock.ts'
import { fit } from './fit.ts'
import { inspect } from './inspect.ts'
import { markMasked } from './mark-masked.ts'
import type { FromPlayer } from './messages.ts'
import { paintCanvases } from './paint-canvases.ts'
import { Reel } from './reel.ts'
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
export class PageStage implements Stage {
  readonly #root: HTMLElement
  readonly #tell: (message: FromPlayer) => void
  readonly #assets: Assets
  readonly #clock: Clock
  readonly #fitted: ReturnType<typeof fit>
  readonly #reel = new Reel()
  #shown: Shown | null = null
  #letMove = () => {}
  #marks = false

  constructor(root: HTMLElement, tell: (message: FromPlayer) => void, assets: Assets) {
    this.#root = root
    this.#tell = tell
    this.#assets = assets
    this.#clock = createClock((at) => tell({ kind: 'time', at }))
    this.#fitted = fit(root)
  }

  readonly open = this.#reel.open

  append(events: readonly RecordedEvent[]): void {
    const { isOpen } = this.#reel
    this.#reel.append(events)
    const shown = this.#shown
    if (isOpen || !shown) return
    for (const event of shown.sanitizer.all(events)) {
      shown.events.push(event)
      shown.replayer.addEvent(event as Parameters<Replayer['addEvent']>[0])
    }
    // What was added becomes part of the Replayer in a microtask of its own.
    if (shown.finished) queueMicrotask(() => this.#resume())
  }

  show(): void {
    const sought = this.#reel.close()
    if (sought) this.#stand(sought)
  }

  seek(at: number): void {
    this.#stand(this.#reel.seek(at))
  }

  renew(): void {
    if (this.#shown && !this.#reel.isOpen) this.#stand(this.#reel.seek(this.#clock.now()), false)
  }

  play(speed: number): void {
    this.#clock.start(speed)
    this.#resume()
  }

  pause(): void {
    this.#clock.stop()
    this.#shown?.replayer.pause()
    this.#hold()
  }

  mark(on: boolean): void {
    this.#marks = on
    this.#mark()
  }

  inspect(x: number, y: number): void {
    this.#tell({ kind: 'inspected', found: this.#shown && inspect(this.#root, this.#shown.replayer, x, y) })
  }

  #mark(): void {
    const content = this.#shown?.replayer.iframe.contentDocument
    if (this.#marks && content) markMasked(content)
  }

  #hold(): void {
    this.#letMove = pauseAnimations(this.#shown?.replayer.iframe.contentDocument ?? null)
  }

  #resume(): void {
    const shown = this.#shown
    if (!shown || !this.#clock.running) return
    this.#letMove()
    shown.finished = false
    shown.replayer.setConfig({ speed: this.#clock.speed })
    shown.replayer.play(Math.max(1, this.#clock.now() - shown.start))
  }

  #stand(sought: RecordedEvent[], isAsked = true): void {
    const asked = performance.now()
    const before = this.#shown
    this.#letMove()
    const now = this.#build(sought)
    this.#shown = now
    paintCanvases(now.replayer.iframe.contentDocument)
    this.#clock.set(now.start)
    this.#resume()
    const old = before?.replayer.wrapper === now.replayer.wrapper ? undefined : before?.replayer
    // Taking the old page apart costs time that the new one needs first.
    if (old) old.wrapper.style.visibility = 'hidden'
    this.#mark()
    afterPaint(() => {
      if (isAsked) this.#tell({ kind: 'painted', at: now.start, tookMs: performance.now() - asked })
      setTimeout(() => {
        old?.destroy()
        if (!this.#clock.running && this.#shown === now) this.#hold()
      })
    })
  }

  #build(sought: RecordedEvent[]): Shown {
    const sanitizer = createSanitizer(this.#assets.resolve)
    const events = sanitizer.all(sought)
    const start = events[0]?.timestamp
    if (start === undefined) throw new Error('The recording does not begin with a page.')
    const sized = (page: HTMLElement, width: number, height: number) => {
      this.#fitted.to(page, width, height)
      this.#tell({ kind: 'size', width, height })
    }
    const replayer = buildPage(this.#root, events, sized, this.#shown)
    const built: Shown = { replayer, events, start, sanitizer, finished: false }
    replayer.on('finish', () => {
      built.finished = true
    })
    return built
  }
}
