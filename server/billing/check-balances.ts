import { monthOf } from '@vitrine/ledger'
import { sql } from 'kysely'
import type { Context } from '../context.ts'

import type { Pico } from './price.ts'

type BalanceFault = {
  readonly organizationId: string
  /** `entries`: they do not sum to the balance. `pairs`: to what they should over all accounts, nothing. `leases`: of all machines. */
  readonly what: 'entries' | 'pairs' | 'leases'
  readonly expected: Pico
  readonly found: Pico
}

type Sums = {
  readonly organization_id: string
  readonly amount: string
  readonly leased: string
  readonly entries: string
  readonly pairs: string
  readonly leases: string
}

/** First moment of the months whose sums have not been carried forward yet. */
export async function openSince(ctx: Context): Promise<Date> {
  const { month } = await ctx.control.db
    .selectFrom('balance_months')
    .select(({ fn }) => fn.max('month').as('month'))
    .executeTakeFirstOrThrow()
  return month ? monthOf(month, 1).from : new Date(0)
}

/** Compares every balance with its entries, and what is set aside with what the machines have. None: all is well. */
export async function checkBalances(ctx: Context): Promise<readonly BalanceFault[]> {
  // One statement sees one moment, so that what is posted meanwhile is in all of it or in none.
  const { rows } = await sql<Sums>`
    with closed as (select coalesce(max(month) + interval '1 month', '-infinity') as until from balance_months),
    parts as (
      select organization_id, account, amount from balance_months
      union all
      select organization_id, account, amount from balance_transactions, closed where at >= closed.until
    ),
    sums as (
      select organization_id, sum(amount) filter (where account = 'customer') as entries, sum(amount) as pairs
      from parts group by organization_id
    ),
    set_aside as (select organization_id, sum(amount) as leases from balance_leases group by organization_id)
    select coalesce(b.organization_id, s.organization_id) as organization_id, coalesce(b.amount, 0) as amount,
      coalesce(b.leased, 0) as leased, coalesce(s.entries, 0) as entries, coalesce(s.pairs, 0) as pairs,
      coalesce(l.leases, 0) as leases
    from balances b full join sums s using (organization_id) left join set_aside l using (organization_id)
    where coalesce(b.amount, 0) <> coalesce(s.entries, 0) or coalesce(s.pairs, 0) <> 0
      or coalesce(b.leased, 0) <> coalesce(l.leases, 0)`.execute(ctx.control.db)
  return rows.flatMap((row) => [
    ...fault(row, 'entries', row.amount, row.entries),
    ...fault(row, 'pairs', '0', row.pairs),
    ...fault(row, 'leases', row.leased, row.leases),
  ])
}

const fault = (
  { organization_id }: Sums,
  what: BalanceFault['what'],
  expected: string,
  found: string,
): readonly BalanceFault[] =>
  expected === found
    ? []
    : [{ organizationId: organization_id, what, expected: BigInt(expected), found: BigInt(found) }]
