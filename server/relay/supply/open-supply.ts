import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { ownRouteOf } from './own-route.ts'
import { readSupply, type Snapshot } from './read-supply.ts'
import type { Channel, Route, Supply } from './supply.ts'
import { supplyNews } from './tables.ts'

/** What was missed, because nobody heard it said, is read this much later. */
const pollMs = 20_000
const none: readonly Channel[] = []

class MemorySupply implements Supply {
  readonly #ctx: Context
  readonly #pollMs: number
  #snapshot: Snapshot
  #reading: Promise<void> | undefined
  #again = false
  #isBehind = false
  #timer: NodeJS.Timeout | undefined
  #unsubscribe: (() => Promise<void>) | undefined

  constructor(ctx: Context, snapshot: Snapshot, everyMs: number) {
    this.#ctx = ctx
    this.#snapshot = snapshot
    this.#pollMs = everyMs
  }

  async listen(): Promise<void> {
    this.#unsubscribe = await this.#ctx.control.ephemeral.subscribe(supplyNews.key({}), () => void this.refresh())
    this.#timer = setInterval(() => void this.refresh(), this.#pollMs)
    this.#timer.unref()
  }

  /** Whoever asks while it is being read has it read once more: what was read may be older than what they mean. */
  refresh(): Promise<void> {
    if (this.#reading) this.#again = true
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined
    })
    return this.#reading
  }

  route(model: string, organizationId: string): Route | undefined {
    const { forAll, byOrganization } = this.#snapshot
    return byOrganization.get(organizationId)?.routes.get(model) ?? forAll.routes.get(model)
  }

  ownRoute(model: string, organizationId: string, which?: string): Route | undefined {
    return ownRouteOf(this.#snapshot.own.get(organizationId) ?? none, model, which)
  }

  models(organizationId: string): ReturnType<Supply['models']> {
    const { forAll, byOrganization } = this.#snapshot
    return byOrganization.get(organizationId)?.models ?? forAll.models
  }

  async close(): Promise<void> {
    clearInterval(this.#timer)
    await this.#unsubscribe?.()
    await this.#reading
  }

  async #read(): Promise<void> {
    do {
      this.#again = false
      try {
        this.#snapshot = await readSupply(this.#ctx)
        this.#isBehind = false
      } catch (error) {
        // It goes on with what it has, and says so once.
        if (!this.#isBehind) this.#ctx.log.error('Channels and routes could not be read', errorFields(error))
        this.#isBehind = true
      }
    } while (this.#again)
  }
}

/** Everything that routing needs, in memory; follows every change within moments and outlives the database. */
export async function openSupply(ctx: Context, everyMs = pollMs): Promise<Supply> {
  const supply = new MemorySupply(ctx, await readSupply(ctx), everyMs)
  await supply.listen()
  // What changed between reading and listening.
  await supply.refresh()
  return supply
}
