import { Bag, type InBag } from '../../platform/bag.ts'

/** Something under way that has to be looked at while nothing happens to it. */
export type Minded = InBag & {
  /** `now` is on the clock that never jumps. */
  readonly look: (now: number) => void
}

const looksPerSilence = 4
const longestRoundMs = 250

/** One timer for all requests of this process: a timer for each would cost more than its request. */
export class Rounds {
  readonly silenceMs: number
  readonly #minded = new Bag<Minded>()
  readonly #timer: NodeJS.Timeout

  /** After `silenceMs` without a word from a provider its stream gets a comment. */
  constructor(silenceMs: number) {
    this.silenceMs = silenceMs
    this.#timer = setInterval(() => this.#go(), Math.min(longestRoundMs, silenceMs / looksPerSilence)).unref()
  }

  add(one: Minded): void {
    this.#minded.add(one)
  }

  drop(one: Minded): void {
    this.#minded.drop(one)
  }

  close(): void {
    clearInterval(this.#timer)
  }

  #go(): void {
    const now = performance.now()
    this.#minded.each((one) => one.look(now))
  }
}
