import { randomUUID } from 'node:crypto'
import type { Context } from '../../context.ts'
import { makePartitions } from '../../platform/db/partitions.ts'
import { transact } from '../../transact.ts'
import { bookPayment } from '../book-payment.ts'
import type { Charge, Hold, Money } from '../money.ts'
import type { Pico } from '../price.ts'
import { balanceTransactions } from '../tables.ts'
import { noUsage } from '../usage.ts'

/** An organization's id with so much on its balance. */
export async function funded(ctx: Context, amount: Pico): Promise<string> {
  const organizationId = randomUUID()
  await makePartitions(ctx.control.db, [balanceTransactions], ctx.now())
  await transact(ctx, ctx.control, (ctx, tx) =>
    bookPayment(ctx, tx, { id: randomUUID(), organizationId, kind: 'top-up', amount }),
  )
  return organizationId
}

export const charge = (organizationId: string, cost: Pico, requestId: string = randomUUID()): Charge => ({
  requestId,
  organizationId,
  projectId: null,
  keyId: randomUUID(),
  model: 'sim-small',
  usage: noUsage,
  cost,
  at: Date.now(),
})

/** A hold that must be granted. */
export async function held(money: Pick<Money, 'hold'>, organizationId: string, amount: Pico): Promise<Hold> {
  const hold = await money.hold(randomUUID(), organizationId, amount)
  if ('refused' in hold) throw new Error(`refused: ${hold.refused}`)
  return hold
}

export async function balanceOf(ctx: Context, organizationId: string): Promise<{ amount: Pico; leased: Pico }> {
  const row = await ctx.control.db
    .selectFrom('balances')
    .select(['amount', 'leased'])
    .where('organization_id', '=', organizationId)
    .executeTakeFirstOrThrow()
  return { amount: BigInt(row.amount), leased: BigInt(row.leased) }
}
