import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { transact } from '../../transact.ts'
import { announce } from '../webhooks/announce.ts'
import type { KnownKey } from './known-key.ts'
import type { By, Meter } from './meters.ts'

type Budget = {
  readonly organizationId: string
  readonly of: { readonly kind: By; readonly id: string }
  readonly amount: bigint
  /** The day or month that it is for. */
  readonly since: number
  readonly until: number
}

/** Of so many at most it is remembered that they were told; others are looked up once more. */
const mostTold = 10_000

function idOf(by: By, { id, memberId, projectId, organizationId }: KnownKey): string {
  return { key: id, member: memberId ?? '', project: projectId ?? '', organization: organizationId }[by]
}

/**
 * Budgets into which a request did not fit any more. Told off the path of requests, once for each day or month, by
 * whichever node is the first.
 */
export class ReachedBudgets {
  readonly #ctx: Context
  readonly #waiting = new Map<string, Budget>()
  /** Until when there is nothing more to tell. */
  readonly #told = new Map<string, number>()

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  note(key: KnownKey, { by, what, limit }: Meter, { since, until }: { since: number; until: number }): void {
    const of = { kind: by, id: idOf(by, key) }
    const name = `${by} ${of.id} ${what} ${since} ${limit}`
    if (this.#told.has(name) || this.#waiting.has(name)) return
    this.#waiting.set(name, { organizationId: key.organizationId, of, amount: BigInt(limit), since, until })
  }

  /** Tells of those that were noted; what can't be told now is told the next time. */
  async tell(): Promise<void> {
    const now = this.#ctx.now().getTime()
    for (const [name, until] of this.#told) if (until <= now || this.#told.size > mostTold) this.#told.delete(name)
    for (const [name, budget] of this.#waiting) {
      try {
        await this.#tellOne(budget)
        this.#told.set(name, budget.until)
        this.#waiting.delete(name)
      } catch (error) {
        this.#ctx.log.warn('A budget that was reached could not be told yet', errorFields(error))
        return
      }
    }
  }

  async #tellOne({ organizationId, of, amount, since }: Budget): Promise<void> {
    await transact(this.#ctx, this.#ctx.control, async (ctx, tx) => {
      // Nodes that find the same wait here for one another.
      const there = await tx.db
        .selectFrom('organizations')
        .select('id')
        .where('id', '=', organizationId)
        .forNoKeyUpdate()
        .executeTakeFirst()
      if (!there) return
      const told = await tx.db
        .selectFrom('webhook_deliveries')
        .select('id')
        .where('organization_id', '=', organizationId)
        .where('event', '=', 'budget.reached')
        .where('of_id', '=', of.id)
        .where('amount', '=', String(amount))
        .where('happened_at', '>=', new Date(since))
        .limit(1)
        .executeTakeFirst()
      if (!told) await announce(ctx, { organizationId, event: 'budget.reached', of, amount })
    })
  }
}
