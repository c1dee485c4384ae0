import type { Pico } from '../price.ts'

/** A dollar cent: small enough to leave the rest to others, enough for some requests. */
const smallest = 10_000_000_000n
const largest = 10_000n * smallest

/** What this node has set aside of one balance. */
export class Slice {
  readonly organizationId: string
  /** As the database has it. */
  leased: Pico = 0n
  /** For requests that are under way. */
  held: Pico = 0n
  /** Charged, and not yet in the database. */
  unposted: Pico = 0n
  /** What can be held at once: kept rather than computed for every request. */
  free: Pico = 0n
  /** So much is asked for next: more when it is used up fast. */
  size: Pico = smallest
  growing: Promise<Grown> | undefined
  /** The database gave it to others, because it had not heard of this node. */
  lapsed = false
  /** Until then a need this large is refused without asking again. */
  refused: { readonly need: Pico; readonly until: number } | undefined
  /** Until then it doesn't grow in the background. */
  quietUntil = 0
  #grewAt = 0
  touchedAt = 0

  constructor(organizationId: string) {
    this.organizationId = organizationId
  }

  count(): void {
    this.free = this.leased - this.held - this.unposted
  }

  grow(by: Pico, now: number): void {
    const since = now - this.#grewAt
    if (since < 2_000 && this.size < largest) this.size *= 2n
    if (since > 60_000 && this.size > smallest) this.size /= 2n
    this.#grewAt = now
    this.leased += by
    this.lapsed = false
    this.refused = undefined
    this.count()
  }

  /** What is under way is paid out of the rest of the balance. */
  lapse(): void {
    this.lapsed = true
    this.leased = 0n
    this.count()
  }

  /** Whether it should grow in the background. */
  isLow(now: number): boolean {
    return this.free < this.size / 4n && now >= this.quietUntil && !this.growing
  }

  /** What can go back: all of it when nobody used it of late, else what is more than two sizes. */
  spare(idle: boolean): Pico {
    const keep = idle ? 0n : 2n * this.size
    return this.free > keep ? this.free - keep : 0n
  }

  get empty(): boolean {
    return this.leased === 0n && this.held === 0n && this.unposted === 0n && !this.growing
  }
}

export type Grown = 'grown' | 'short' | 'down'
