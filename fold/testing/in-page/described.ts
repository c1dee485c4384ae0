import type { RecordedEvent } from '../../events.ts'

/** A node of a replayed page as far as two replays of it must agree. */
export interface Described {
  name: string
  id?: number
  text?: string
  attributes?: Record<string, string>
  state?: Record<string, unknown>
  rules?: string[]
  adopted?: string[][]
  shadow?: Described[]
  content?: Described | null
  children?: Described[]
}

export interface Replayed {
  page: Described
  /** What the page shows as text, without white space. */
  text: string
}

/** What the test page offers to the test. */
export interface Driver {
  /** Describes the page at each time (milliseconds since the epoch, rising, exclusive), going on from the one before. */
  replayAt(events: RecordedEvent[], times: number[], config: object): Replayed[]
  scenarios: string[]
  /** Runs a scenario in this page while rrweb records it. */
  recordScenario(name: string): Promise<RecordedEvent[]>
}
