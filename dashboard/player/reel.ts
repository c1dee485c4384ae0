import { type RecordedEvent, type Seeking, seek, startSeek } from '@vitrine/fold'

/** The events that can be shown, and those that are to take their place while they come. */
export class Reel {
  #recorded: RecordedEvent[] = []
  #opened: { seeking: Seeking; recorded: RecordedEvent[] } | undefined

  get isOpen(): boolean {
    return this.#opened !== undefined
  }

  readonly open = (at: number): void => {
    this.#opened = { seeking: startSeek(at), recorded: [] }
  }

  append(events: readonly RecordedEvent[]): void {
    const { recorded, seeking } = this.#opened ?? { recorded: this.#recorded, seeking: undefined }
    for (const event of events) recorded.push(event)
    seeking?.add(events)
  }

  /** What was opened takes the place of what there was; answers what to show of it. See `seek`. */
  close(): RecordedEvent[] | undefined {
    const opened = this.#opened
    this.#opened = undefined
    if (!opened) return undefined
    this.#recorded = opened.recorded
    return opened.seeking.finish()
  }

  /** Within what there is; gives up what was opened. */
  seek(at: number): RecordedEvent[] {
    this.#opened = undefined
    return seek({ keyframe: [], events: this.#recorded, at })
  }
}
