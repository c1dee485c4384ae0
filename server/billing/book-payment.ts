import { sql } from 'kysely'
import type { Context, Tx } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'
import type { Pico } from './price.ts'
import { writeMovement } from './write-movement.ts'

type Payment = {
  /** The same one is booked once. */
  readonly id: string
  readonly organizationId: string
  readonly kind: 'top-up' | 'correction'
  /** Negative: a correction to the customer's disadvantage. */
  readonly amount: Pico
}

/** Adds a payment to a balance. Answers whether it was new. */
export async function bookPayment(ctx: Context, tx: Tx, payment: Payment): Promise<boolean> {
  const { id, organizationId, kind, amount } = payment
  await tx.db
    .insertInto('balances')
    .values({ organization_id: organizationId })
    .onConflict((on) => on.doNothing())
    .execute()
  if (!(await claim(ctx, tx, id))) return refuseAnother(tx, payment)
  const added = String(amount)
  const changed = await tx.db
    .updateTable('balances')
    .set({
      amount: sql<string>`amount + ${added}`,
      alerted_at: sql<Date | null>`case when amount + ${added} >= alert_below then null else alerted_at end`,
    })
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`(${added}::numeric > 0 or amount - leased + ${added} >= 0)`)
    .returning('organization_id')
    .executeTakeFirst()
  if (!changed)
    throw new ProblemError('conflict', 'The balance does not reach for that.', 'Take less, or try again shortly.', {
      field: 'amount',
    })
  await writeMovement(tx, { movement: id, kind, organizationId, amount })
  return true
}

/** Whether this was not known before; from now on it is. */
async function claim(ctx: Context, tx: Tx, id: string): Promise<boolean> {
  const fresh = await tx.db
    .insertInto('balance_requests')
    .values({ request_id: id, at: ctx.now() })
    .onConflict((on) => on.doNothing())
    .returning('request_id')
    .executeTakeFirst()
  return fresh !== undefined
}

/** The same payment again is no mistake; another under its id is. */
async function refuseAnother(tx: Tx, { id, organizationId, kind, amount }: Payment): Promise<false> {
  const same = await tx.db
    .selectFrom('balance_transactions')
    .select('movement')
    .where('organization_id', '=', organizationId)
    .where('movement', '=', id)
    .where('kind', '=', kind)
    .where('account', '=', 'customer')
    .where('amount', '=', String(amount))
    .executeTakeFirst()
  if (same) return false
  throw new ProblemError('conflict', 'This id stands for another payment.', 'Give each payment an id of its own.', {
    field: 'id',
  })
}
