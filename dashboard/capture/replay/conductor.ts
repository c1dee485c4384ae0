import type { Recording } from '@vitrine/protocol'
import type { Player } from '../../player/connect-player.ts'
import type { FromPlayer } from '../../player/messages.ts'
import type { Store } from '../../ui/store.ts'
import type { BlockReader } from './block-reader.ts'
import { reach } from './blocks.ts'
import { makeIdleMap } from './idle-map.ts'
import { skipTo } from './inactivity.ts'
import type { ReplayState } from './replay.ts'

/** The frame that draws, as far as the conductor knows it. */
export type Screen = Pick<Player, 'open' | 'append' | 'show' | 'seek' | 'play' | 'pause'>

// Of recorded time ahead of the playhead, at 1x: so that reading the next block never stops the picture.
const readAheadMs = 5_000

/** Decides what is read when, and keeps screen and playhead together. Made for one recording and one screen. */
export class Conductor {
  readonly #recording: Recording
  readonly #reader: BlockReader
  readonly #store: Store<ReplayState>
  readonly #screen: Screen
  readonly #learn: ReturnType<typeof makeIdleMap>
  /** Indexes of the blocks that the screen has. */
  #held = { from: -1, to: -1 }
  /** Seeks so far: what an earlier one still reads is no longer wanted. */
  #seeks = 0
  #painting = false
  /** The newest thing to show once the screen has painted the one before: those between are never seen. */
  #next: (() => void | Promise<void>) | undefined
  #readingAhead = false

  constructor(about: { recording: Recording; reader: BlockReader; store: Store<ReplayState>; screen: Screen }) {
    this.#recording = about.recording
    this.#reader = about.reader
    this.#store = about.store
    this.#screen = about.screen
    this.#learn = makeIdleMap(about.recording, (idle) => this.#store.set({ idle }))
  }

  readonly hear = (message: FromPlayer): void => {
    if (message.kind === 'time') this.#moved(message.at)
    if (message.kind === 'painted') this.#painted()
    if (message.kind === 'failed') this.#failed(new Error(message.message))
  }

  readonly seek = async (wanted: number): Promise<void> => {
    const { startedAt, endedAt, blocks } = this.#recording
    const at = Math.min(endedAt, Math.max(startedAt, wanted))
    const seek = ++this.#seeks
    this.#store.set({ at, phase: 'waiting', problem: undefined })
    const { keyframe, from, to } = reach(blocks, at)
    if (from === this.#held.from && to <= this.#held.to)
      return this.#draw(() => this.#paint(() => this.#screen.seek(at)))
    const parts = [
      ...(keyframe ? [this.#reader.keyframe(blocks[from]?.seq ?? 0)] : []),
      ...blocks.slice(from, to + 1).map(({ seq }) => this.#read(seq)),
    ]
    // Those that fail after another seek has begun are nobody's problem.
    for (const part of parts) part.catch(() => undefined)
    return this.#draw(async () => {
      try {
        if (await this.#hand(parts, at, seek)) this.#shown({ from, to })
      } catch (problem) {
        if (seek === this.#seeks) this.#failed(problem)
      }
    })
  }

  readonly play = (): void => {
    const { at, speed } = this.#store.get()
    this.#store.set({ playing: true })
    if (at >= this.#recording.endedAt - 50) void this.seek(this.#recording.startedAt)
    this.#screen.play(speed)
  }

  readonly pause = (): void => {
    this.#store.set({ playing: false })
    this.#screen.pause()
  }

  readonly setSpeed = (speed: number): void => {
    if (this.#store.get().playing) this.#screen.play(speed)
  }

  async #draw(draw: () => void | Promise<void>): Promise<void> {
    if (this.#painting) this.#next = draw
    else await draw()
  }

  #paint(show: () => void): void {
    this.#painting = true
    show()
  }

  /** Hands the screen each part as it comes, so that it works while the next is read. False when it is no longer wanted. */
  async #hand(parts: Promise<ArrayBuffer>[], at: number, seek: number): Promise<boolean> {
    this.#held = { from: -1, to: -1 }
    this.#screen.open(at)
    for (const part of parts) {
      const events = await part
      if (seek !== this.#seeks) return false
      this.#screen.append(events)
    }
    return true
  }

  #shown(held: { from: number; to: number }): void {
    this.#held = held
    this.#paint(() => this.#screen.show())
    void this.#readAhead()
  }

  #painted(): void {
    this.#painting = false
    const next = this.#next
    this.#next = undefined
    if (next) void this.#draw(next)
    else this.#store.set({ phase: 'ready' })
  }

  #failed(problem: unknown): void {
    this.#painting = false
    this.#next = undefined
    this.#held = { from: -1, to: -1 }
    this.#screen.pause()
    this.#store.set({ phase: 'failed', problem, playing: false })
  }

  /** The screen plays and says how far it is. What it says while another moment is wanted is old. */
  #moved(at: number): void {
    const { playing, skipsIdle, speed, idle, phase } = this.#store.get()
    if (phase !== 'ready' || !playing) return
    const { endedAt, blocks } = this.#recording
    this.#store.set({ at: Math.min(at, endedAt) })
    if (at >= endedAt) return this.pause()
    const heldTo = blocks[this.#held.to]?.lastAt ?? 0
    if (heldTo - at < readAheadMs * Math.max(1, speed)) void this.#readAhead()
    const target = skipsIdle ? skipTo(idle, at) : undefined
    if (target !== undefined) void this.seek(target)
  }

  async #read(seq: number): Promise<ArrayBuffer> {
    const events = await this.#reader.block(seq)
    this.#learn(seq, events)
    return events
  }

  /** Hands the screen the next block, and has the one after it at hand. */
  async #readAhead(): Promise<void> {
    const { blocks } = this.#recording
    const index = this.#held.to + 1
    const next = blocks[index]
    if (!next || this.#readingAhead) return
    this.#readingAhead = true
    const seek = this.#seeks
    try {
      const events = await this.#read(next.seq)
      if (this.#held.to + 1 !== index) return
      this.#screen.append(events)
      this.#held.to = index
      const after = blocks[index + 1]
      if (after) await this.#read(after.seq)
    } catch (problem) {
      // Somebody has gone elsewhere meanwhile: what lies here is nobody's problem.
      if (seek === this.#seeks) this.#failed(problem)
    } finally {
      this.#readingAhead = false
    }
  }
}
