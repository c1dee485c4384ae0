const minuteMs = 60_000
const minutes = 60
/** Two to an octave, from a millisecond to a quarter of an hour: a latency is known to a fifth. */
const steps = 40
const width = 2 + steps

/** One minute: how many tries there were, how many went wrong, and how many began to answer within each step. */
export type Minute = {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly tried: number
  readonly failed: number
  /** Step and count in turn, only those that counted. */
  readonly begun: readonly number[]
}

export type Fault = { readonly why: string; readonly at: number }

const stepOf = (ms: number): number => Math.min(steps - 1, Math.max(0, Math.round(2 * Math.log2(Math.max(1, ms)))))
export const msOf = (step: number): number => Math.round(2 ** (step / 2))

/** How the tries on a channel went in the last hour, in one block of memory that nothing is added to. */
export class Track {
  readonly #counts = new Uint32Array(minutes * width)
  readonly #minuteOf = new Float64Array(minutes).fill(Number.NaN)
  #fault: { why: string; at: number } | undefined

  good(now: number, firstByteMs: number): void {
    const from = this.#from(now)
    this.#counts[from]! += 1
    this.#counts[from + 2 + stepOf(firstByteMs)]! += 1
  }

  bad(now: number, why: string): void {
    const from = this.#from(now)
    this.#counts[from]! += 1
    this.#counts[from + 1]! += 1
    this.#fault = { why, at: now }
  }

  /** `wall`: milliseconds since the epoch at `now`. */
  told(now: number, wall: number): { readonly minutes: Minute[]; readonly fault: Fault | null } {
    const told: Minute[] = []
    const current = Math.floor(now / minuteMs)
    for (let minute = current - minutes + 1; minute <= current; minute++) {
      const place = ((minute % minutes) + minutes) % minutes
      if (this.#minuteOf[place] !== minute) continue
      const [tried = 0, failed = 0, ...counts] = this.#counts.subarray(place * width, (place + 1) * width)
      const begun = counts.flatMap((count, step) => (count > 0 ? [step, count] : []))
      told.push({ at: wall - (current - minute) * minuteMs, tried, failed, begun })
    }
    return { minutes: told, fault: this.#fault ? { why: this.#fault.why, at: wall - (now - this.#fault.at) } : null }
  }

  /** Where the counts of the present minute begin. */
  #from(now: number): number {
    const minute = Math.floor(now / minuteMs)
    const place = minute % minutes
    if (this.#minuteOf[place] !== minute) {
      this.#minuteOf[place] = minute
      this.#counts.fill(0, place * width, (place + 1) * width)
    }
    return place * width
  }
}
