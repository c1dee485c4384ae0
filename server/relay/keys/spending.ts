import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import { transact } from '../../transact.ts'
import type { KnownKey } from './known-key.ts'
import type { By } from './meters.ts'

type Unwritten = { readonly key: KnownKey; readonly day: number; amount: bigint }

const dayMs = 86_400_000
export const dayOf = (at: number): number => at - (at % dayMs)
export const monthOf = (at: number): number => {
  const date = new Date(at)
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth())
}

const isOf: Record<By, (one: KnownKey, other: KnownKey) => boolean> = {
  key: (one, other) => one.id === other.id,
  member: (one, other) => one.memberId === other.memberId && one.organizationId === other.organizationId,
  project: (one, other) => one.projectId === other.projectId,
  organization: (one, other) => one.organizationId === other.organizationId,
}

/**
 * What was spent with each key on each day, so that budgets outlive a restart of whatever counts. Written off the path of
 * requests, every other second: what a crash loses of it is missing from budgets, never from balances.
 */
export class Spending {
  readonly #ctx: Context
  #unwritten = new Map<string, Unwritten>()
  #turn: Promise<unknown> = Promise.resolve()

  constructor(ctx: Context) {
    this.#ctx = ctx
  }

  note(key: KnownKey, at: number, amount: bigint): void {
    const day = dayOf(at)
    const name = `${key.id} ${day}`
    const found = this.#unwritten.get(name)
    if (found) found.amount += amount
    else this.#unwritten.set(name, { key, day, amount })
  }

  /** What all keys with the same limit have spent since then; `use` gets it before anything more is noted. */
  sum<T>(by: By, key: KnownKey, since: number, use: (amount: bigint) => T): Promise<T> {
    return this.#inTurn(async () => {
      const written = await this.#written(by, key, since)
      const more = [...this.#unwritten.values()].filter((one) => one.day >= since && isOf[by](one.key, key))
      return use(more.reduce((sum, { amount }) => sum + amount, written))
    })
  }

  /** Writes down what was noted; what can't be written now is written the next time. */
  write(): Promise<void> {
    return this.#inTurn(async () => {
      const writing = this.#unwritten
      if (writing.size === 0) return
      this.#unwritten = new Map()
      try {
        await this.#insert([...writing.values()])
      } catch (error) {
        for (const { key, day, amount } of writing.values()) this.note(key, day, amount)
        this.#ctx.log.warn('What was spent could not be written down yet', errorFields(error))
      }
    })
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => {})
    return turn
  }

  async #written(by: By, { id, organizationId, projectId, memberId }: KnownKey, since: number): Promise<bigint> {
    const of = this.#ctx.control.db
      .selectFrom('key_spend')
      .select(({ fn }) => fn.sum<string | null>('amount').as('amount'))
      .where('day', '>=', new Date(since))
      .where('organization_id', '=', organizationId)
      .$if(by === 'key', (where) => where.where('key_id', '=', id))
      .$if(by === 'member', (where) => where.where('member_id', '=', memberId))
      .$if(by === 'project', (where) => where.where('project_id', '=', projectId))
    return BigInt((await of.executeTakeFirst())?.amount ?? 0)
  }

  /** A key that was erased meanwhile has no row to add to. */
  async #insert(all: readonly Unwritten[]): Promise<void> {
    await transact(this.#ctx, this.#ctx.control, async (_, tx) => {
      const ids = all.map(({ key }) => key.id)
      const there = await tx.db.selectFrom('api_keys').select('id').where('id', 'in', ids).forShare().execute()
      const known = new Set(there.map(({ id }) => id))
      const rows = all
        .filter(({ key }) => known.has(key.id))
        .map(({ key: { id, organizationId, projectId, memberId }, day, amount }) => ({
          key_id: id,
          organization_id: organizationId,
          project_id: projectId,
          member_id: memberId,
          day: new Date(day),
          amount: String(amount),
        }))
      if (rows.length === 0) return
      await tx.db
        .insertInto('key_spend')
        .values(rows)
        .onConflict((on) =>
          on.columns(['key_id', 'day']).doUpdateSet({ amount: sql<string>`key_spend.amount + excluded.amount` }),
        )
        .execute()
    })
  }
}
