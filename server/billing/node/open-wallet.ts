import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { Bag } from '../../platform/bag.ts'
import { makePartitions } from '../../platform/db/partitions.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { Journal } from '../journal/journal.ts'
import { claimNode, type Left, takeLeftJournals } from '../journal/left-journals.ts'
import type { Entry } from '../journal/line.ts'
import type { Hold, Money, NoMoney } from '../money.ts'
import type { Pico } from '../price.ts'
import { balanceTransactions, recalls, requestDays } from '../tables.ts'
import { grow } from './grow.ts'
import { Held, type Holder } from './held.ts'
import { endLeases, giveBack, lapseMs, renew } from './leases.ts'
import { postCharges } from './post-charges.ts'
import { Poster } from './poster.ts'
import { Slice } from './slice.ts'

export type WalletOptions = {
  readonly tickMs: number
  readonly gatherMs: number
  /** A request that waits for money longer is refused. */
  readonly patienceMs: number
  /** A hold that is neither settled nor released by then is released: longer than any request takes. */
  readonly holdMs: number
}

const usual: WalletOptions = { tickMs: 10_000, gatherMs: 500, patienceMs: 3_000, holdMs: 3_600_000 }
/** A slice is used a little shorter than it lasts, so that two clocks never disagree about whose it is. */
const usableMs = lapseMs - 600_000
/** With so many charges that no database has taken, no more are made. */
const mostUnposted = 200_000
const day = 86_400_000

const unavailable: NoMoney = { refused: 'unavailable' }
const refused: NoMoney = { refused: 'balance' }

/** This node's part of all balances: slices set aside for it, holds on them, and the journal of what was charged. */
export async function openWallet(
  ctx: Context,
  how: Partial<WalletOptions> = {},
): Promise<Pick<Money, 'hold' | 'close'> & { readonly tick: () => Promise<void> }> {
  const node = randomUUID()
  await makePartitions(ctx.control.db, [balanceTransactions], ctx.now())
  await takeLeftJournals(ctx.config.dataDir, (left) => adopt(ctx, left))
  const release = await claimNode(ctx.config.dataDir, node)
  const wallet = new Wallet(ctx, node, { ...usual, ...how })
  const stopHearing = await wallet.start()
  return {
    hold: (_, organizationId, amount) => wallet.hold(organizationId, amount),
    tick: () => wallet.tick(),
    close: async () => {
      await stopHearing()
      await wallet.end()
      await release()
    },
  }
}

/** Posts what a node that ended without warning had charged, and gives its slices back. */
async function adopt(ctx: Context, { node, entries, damaged, remove }: Left): Promise<void> {
  if (damaged > 0) ctx.log.error('Lines of a journal of charges are damaged', { count: damaged })
  const oldest = ctx.now().getTime() - (requestDays - 1) * day
  const known = entries.filter(({ at }) => at > oldest)
  if (known.length < entries.length)
    ctx.log.error('Charges are too old to be told from those already made', { count: entries.length - known.length })
  for (let from = 0; from < known.length; from += 500) await postCharges(ctx, node, known.slice(from, from + 500))
  await endLeases(ctx, { node })
  await remove()
}

class Wallet implements Holder {
  readonly journal: Journal
  readonly holds = new Bag<Held>()
  readonly #ctx: Context
  readonly #node: string
  readonly #how: WalletOptions
  readonly #slices = new Map<string, Slice>()
  readonly #poster: Poster
  #turn: Promise<unknown> = Promise.resolve()
  #heardAt = performance.now()
  #tickedAt = 0
  #timer: NodeJS.Timeout | undefined
  #ended = false

  constructor(ctx: Context, node: string, how: WalletOptions) {
    this.#ctx = ctx
    this.#node = node
    this.#how = how
    this.journal = new Journal({
      dataDir: ctx.config.dataDir,
      node,
      onError: (error) => ctx.log.error('The journal of charges could not be written', errorFields(error)),
      onEntries: () => this.#poster.wake(),
    })
    this.#poster = new Poster(ctx, {
      node,
      journal: this.journal,
      inTurn: (work) => this.#inTurn(work),
      onPosted: (entries) => this.#posted(entries),
      gatherMs: how.gatherMs,
    })
  }

  async start(): Promise<() => Promise<void>> {
    await this.journal.open()
    this.#timer = setInterval(() => void this.tick(), this.#how.tickMs).unref()
    return this.#ctx.control.ephemeral.subscribe(recalls.key({}), (organizationId) => {
      const slice = this.#slices.get(organizationId)
      if (slice && !slice.growing) this.#giveBack(slice, slice.free)
    })
  }

  sliceOf(organizationId: string): Slice {
    let slice = this.#slices.get(organizationId)
    if (!slice) this.#slices.set(organizationId, (slice = new Slice(organizationId)))
    return slice
  }

  hold(organizationId: string, amount: Pico): Hold | NoMoney | Promise<Hold | NoMoney> {
    if (amount < 0n) throw new RangeError('Nothing less than nothing can be held.')
    const slice = this.sliceOf(organizationId)
    const now = Date.now()
    slice.touchedAt = now
    if (this.#ended || this.journal.waiting > mostUnposted || performance.now() - this.#heardAt > usableMs)
      return unavailable
    if (slice.free >= amount) return this.#take(slice, amount, now)
    const { refused: before } = slice
    if (before && now < before.until && amount - slice.free >= before.need) return refused
    return this.#wait(organizationId, amount)
  }

  #take(slice: Slice, amount: Pico, now: number): Hold {
    const held = new Held(this, slice, amount, now)
    if (slice.isLow(now)) void grow(this.#ctx, this.#node, slice, 0n)
    return held
  }

  async #wait(organizationId: string, amount: Pico): Promise<Hold | NoMoney> {
    const late = performance.now() + this.#how.patienceMs
    while (!this.#ended) {
      const slice = this.sliceOf(organizationId)
      const need = amount - slice.free
      if (need <= 0n) return this.#take(slice, amount, Date.now())
      const { refused: before } = slice
      if (before && Date.now() < before.until && need >= before.need) return refused
      const left = late - performance.now()
      if (left <= 0) return unavailable
      const timer = new AbortController()
      const grown = await Promise.race([
        grow(this.#ctx, this.#node, slice, need),
        pause(left, 'down' as const, { signal: timer.signal }).catch(() => 'down' as const),
      ])
      timer.abort()
      if (grown === 'down') return unavailable
    }
    return unavailable
  }

  #posted(entries: readonly Entry[]): void {
    for (const { organizationId, cost } of entries) {
      const slice = this.sliceOf(organizationId)
      slice.unposted -= cost
      // One that lapsed has nothing to be taken from.
      slice.leased = slice.lapsed ? 0n : slice.leased - cost
      slice.count()
    }
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#turn.then(work)
    this.#turn = mine.catch(() => {})
    return mine
  }

  #giveBack(slice: Slice, amount: Pico): void {
    if (amount <= 0n) return
    slice.leased -= amount
    slice.count()
    this.#inTurn(() => giveBack(this.#ctx, this.#node, slice.organizationId, amount)).catch((error: unknown) =>
      this.#ctx.log.error('Money could not be given back yet', errorFields(error)),
    )
  }

  /** Says that this node is there, gives back what nobody uses, and lets go of what was forgotten. */
  async tick(): Promise<void> {
    const now = Date.now()
    this.holds.each((held) => {
      if (now - held.since >= this.#how.holdMs) held.release()
    })
    const before = [...this.#slices.values()].filter(({ leased, growing }) => leased > 0n && !growing)
    const asked = performance.now()
    try {
      const mine = await this.#inTurn(() => renew(this.#ctx, this.#node))
      this.#heardAt = asked
      for (const slice of before) if (!mine.has(slice.organizationId)) slice.lapse()
    } catch (error) {
      this.#ctx.log.error('Slices of balances could not be renewed', errorFields(error))
      return
    }
    for (const slice of this.#slices.values()) {
      if (!slice.growing) this.#giveBack(slice, slice.spare(slice.touchedAt < this.#tickedAt))
      if (slice.empty && slice.touchedAt < this.#tickedAt) this.#slices.delete(slice.organizationId)
    }
    this.#tickedAt = now
  }

  /** What is under way has ended; what was charged is posted, and what was set aside goes back. */
  async end(): Promise<void> {
    this.#ended = true
    clearInterval(this.#timer)
    for (const { growing } of this.#slices.values()) await growing
    await this.journal.written()
    const all = await this.#poster.end()
    await this.journal.close()
    if (all)
      await this.#inTurn(() => endLeases(this.#ctx, { node: this.#node })).catch((error: unknown) =>
        this.#ctx.log.error('Slices of balances lapse later', errorFields(error)),
      )
  }
}
