/** After so many faults in a row a channel is left alone, or when half of at least so many of late were faults. */
const inARow = 5
const enough = 20
const windowMs = 30_000
const firstPauseMs = 5_000
const longestPauseMs = 300_000

/**
 * Whether a channel is worth trying. Closed: yes. Open, after faults: no, for a while that doubles each time. Then
 * half-open: one request may try, and decides.
 */
export class Breaker {
  #row = 0
  #opened = 0
  #openUntil = 0
  #tryingUntil = 0
  #windowFrom = 0
  #good = 0
  #bad = 0

  /** It has been left alone, and nobody has found it well since. */
  get isOpen(): boolean {
    return this.#opened > 0
  }

  /** Answers `half-open` only while nobody tries. */
  state(now: number): 'closed' | 'open' | 'half-open' {
    if (this.#opened === 0) return 'closed'
    return now < this.#openUntil || now < this.#tryingUntil ? 'open' : 'half-open'
  }

  /** When it lets one try again, on the clock that it is given. */
  get until(): number {
    return Math.max(this.#openUntil, this.#tryingUntil)
  }

  /** A request sets out; one that is never heard of again holds the place no longer than `atMostMs`. Answers whether it is the one that tries. */
  begin(now: number, atMostMs: number): boolean {
    const tries = this.state(now) === 'half-open'
    if (tries) this.#tryingUntil = now + atMostMs
    return tries
  }

  good(now: number, tried: boolean): void {
    // What set out before the pause says nothing about the time after it.
    if (this.#opened > 0 && !tried) return
    if (tried) this.#reset(now)
    this.#row = 0
    this.#count(now)
    this.#good++
  }

  bad(now: number, tried: boolean, random: () => number): void {
    if (this.#opened > 0 && !tried) return
    this.#row++
    this.#count(now)
    this.#bad++
    const total = this.#good + this.#bad
    if (tried || this.#row >= inARow || (total >= enough && this.#bad * 2 >= total)) this.#open(now, random)
  }

  /** It ended without saying anything about the channel: the next may try. */
  neither(tried: boolean): void {
    if (tried) this.#tryingUntil = 0
  }

  #open(now: number, random: () => number): void {
    const pause = Math.min(longestPauseMs, firstPauseMs * 2 ** this.#opened)
    this.#opened = Math.min(this.#opened + 1, 10)
    // Nodes that saw the same fault do not all come back at once.
    this.#openUntil = now + pause * (0.75 + random() / 4)
    this.#tryingUntil = 0
  }

  #reset(now: number): void {
    this.#opened = 0
    this.#tryingUntil = 0
    this.#windowFrom = now
    this.#good = 0
    this.#bad = 0
  }

  /** The older half of what was counted weighs half. */
  #count(now: number): void {
    if (now - this.#windowFrom < windowMs) return
    const fades = now - this.#windowFrom < 2 * windowMs ? 0.5 : 0
    this.#good *= fades
    this.#bad *= fades
    this.#windowFrom = now
  }
}
