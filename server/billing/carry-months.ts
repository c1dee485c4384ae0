import { monthOf } from '@vitrine/ledger'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { transact } from '../transact.ts'
import { openSince } from './check-balances.ts'

/** A month is closed a little later: transactions that began in it have ended by then. */
const graceMs = 3_600_000

/**
 * Writes down what each month that is over added to each account, so that the sum of all entries is still known when the
 * month itself is dropped. Entries carry the moment at which they are booked, so none is added to a month that is over.
 */
export async function carryMonths(ctx: Context): Promise<number> {
  const before = monthOf(new Date(ctx.now().getTime() - graceMs)).from
  return transact(ctx, ctx.control, async (ctx, tx) => {
    // Two programs at once would both carry the same month.
    await sql`select pg_advisory_xact_lock(7348104)`.execute(tx.db)
    const since = await openSince({ ...ctx, control: tx })
    const rows = await tx.db
      .insertInto('balance_months')
      .columns(['month', 'organization_id', 'account', 'amount'])
      .expression((from) =>
        from
          .selectFrom('balance_transactions')
          .select([
            sql<Date>`date_trunc('month', at, 'UTC')`.as('month'),
            'organization_id',
            'account',
            ({ fn }) => fn.sum<string>('amount').as('amount'),
          ])
          .where('at', '>=', since)
          .where('at', '<', before)
          .groupBy([sql`date_trunc('month', at, 'UTC')`, 'organization_id', 'account']),
      )
      .returning('month')
      .execute()
    return rows.length
  })
}
