import { costOf, noUsage, type Price } from '../../../billing/index.ts'
import type { Chooser, Health, Outcome, Route, Target, Told } from '../supply.ts'
import { Breaker } from './breaker.ts'
import { drawOf, rankOf } from './draw.ts'
import { Latency } from './latency.ts'
import { Track } from './track.ts'

/** Requests are compared by what one of the usual shape costs. */
const usual = { ...noUsage, input: 3_000, output: 1_000 }
const longestRestMs = 600_000
const mostChannels = 20_000

type Channel = {
  readonly breaker: Breaker
  readonly latency: Latency
  /** Only of those that are everybody's. */
  readonly track: Track | undefined
  running: number
  /** It asked to be left alone until then. */
  restsUntil: number
}
type Turned = (channelId: string, isOpen: boolean) => void
type BuyPrice = (provider: string, model: string) => Price | undefined
type Placed = { readonly target: Target; readonly grade: number; readonly rank: number }

class MemoryChooser implements Chooser {
  readonly #now: () => number
  readonly #random: () => number
  readonly #buyPrice: BuyPrice
  readonly #turned: Turned
  readonly #channels = new Map<string, Channel>()

  constructor(now: () => number, random: () => number, buyPrice: BuyPrice, turned: Turned) {
    this.#now = now
    this.#random = random
    this.#buyPrice = buyPrice
    this.#turned = turned
  }

  choose({ strategy, targets }: Route, sticky?: string): readonly Target[] {
    const now = this.#now()
    const [first] = targets
    if (targets.length === 1 && first) return this.#isFree(first, now) ? targets : []
    const placed: Placed[] = []
    for (const target of targets) {
      if (!this.#isFree(target, now)) continue
      const { channel, model, weight } = target
      const draw = sticky === undefined ? 1 - this.#random() : drawOf(sticky, channel.id, model)
      placed.push({ target, grade: this.#grade(strategy, target, now), rank: rankOf(draw, weight) })
    }
    placed.sort((a, b) => a.grade - b.grade || a.rank - b.rank)
    return placed.map(({ target }) => target)
  }

  begin({ channel, model }: Target): (outcome: Outcome) => void {
    const { id, timeouts, billed } = channel
    const known = this.#channel(id, billed)
    const tries = known.breaker.begin(this.#now(), timeouts.connect + timeouts.total)
    known.running++
    let over = false
    return ({ fault, firstByteMs, retryAfterMs, why }) => {
      if (over) return
      over = true
      known.running--
      const now = this.#now()
      if (firstByteMs !== undefined && fault === 'none') known.latency.measured(model, firstByteMs, now)
      if (retryAfterMs !== undefined && fault === 'channel')
        known.restsUntil = Math.max(known.restsUntil, now + Math.min(retryAfterMs, longestRestMs))
      const wasOpen = known.breaker.isOpen
      if (fault === 'channel') known.track?.bad(now, why ?? '')
      else if (fault === 'none' && firstByteMs !== undefined) known.track?.good(now, firstByteMs)
      if (fault === 'none' && firstByteMs !== undefined) known.breaker.good(now, tries)
      else if (fault === 'channel' && retryAfterMs === undefined) known.breaker.bad(now, tries, this.#random)
      else known.breaker.neither(tries)
      if (known.breaker.isOpen !== wasOpen) this.#turned(id, !wasOpen)
    }
  }

  soonest({ targets }: Route): number | undefined {
    const now = this.#now()
    let soonest: number | undefined
    for (const { channel } of targets) {
      const known = this.#channels.get(channel.id)
      if (channel.state !== 'on' || !known || known.restsUntil <= now || known.breaker.state(now) === 'open') continue
      soonest = Math.min(soonest ?? Number.POSITIVE_INFINITY, known.restsUntil - now)
    }
    return soonest
  }

  health(channelId: string): Health {
    const known = this.#channels.get(channelId)
    return { breaker: known?.breaker.state(this.#now()) ?? 'closed', running: known?.running ?? 0 }
  }

  told(wall: number): Told[] {
    const now = this.#now()
    const all: Told[] = []
    for (const [channelId, { breaker, running, restsUntil, track }] of this.#channels) {
      if (!track) continue
      const state = breaker.state(now)
      const until = Math.max(restsUntil, state === 'open' ? breaker.until : 0)
      const againAt = until > now ? Math.round(wall + until - now) : null
      all.push({ channelId, breaker: state, running, againAt, ...track.told(now, wall) })
    }
    return all
  }

  #isFree({ channel: { id, state, concurrent } }: Target, now: number): boolean {
    if (state !== 'on') return false
    const known = this.#channels.get(id)
    if (!known) return concurrent === null || concurrent > 0
    if (now < known.restsUntil || (concurrent !== null && known.running >= concurrent)) return false
    return known.breaker.state(now) !== 'open'
  }

  /** What the strategy looks at; among equals the rank decides. */
  #grade(strategy: Route['strategy'], { channel, model, priority, weight }: Target, now: number): number {
    if (weight <= 0) return Number.MAX_VALUE
    if (strategy === 'priority') return priority
    if (strategy === 'latency') return this.#channels.get(channel.id)?.latency.estimate(model, now) ?? 0
    if (strategy === 'weighted') return 0
    const price = this.#buyPrice(channel.provider.prices, model)
    // Compared only: digits beyond a double's do not decide.
    return price ? Number(costOf(price, usual)) : Number.MAX_VALUE
  }

  #channel(id: string, shared: boolean): Channel {
    let known = this.#channels.get(id)
    if (!known) {
      if (this.#channels.size >= mostChannels) this.#forget()
      known = {
        breaker: new Breaker(),
        latency: new Latency(),
        track: shared ? new Track() : undefined,
        running: 0,
        restsUntil: 0,
      }
      this.#channels.set(id, known)
    }
    return known
  }

  /** The longest known that nothing runs on. */
  #forget(): void {
    for (const [id, { running }] of this.#channels)
      if (running === 0) {
        this.#channels.delete(id)
        return
      }
  }
}

/** `now`: milliseconds on a clock that never jumps. `buyPrice`: what we pay, for the strategy `cost`. `turned` hears when a breaker opens or closes. */
export const createChooser = (
  now: () => number = () => performance.now(),
  random: () => number = Math.random,
  buyPrice: BuyPrice = () => undefined,
  turned: Turned = () => {},
): Chooser => new MemoryChooser(now, random, buyPrice, turned)
