import { type Month, monthOf } from '@vitrine/ledger'
import type { Statement } from '@vitrine/protocol'
import { stringify } from 'csv-stringify/sync'
import { sql } from 'kysely'
import type { AuthorizedOrganization } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { toUsd } from './amount.ts'
import { openSince } from './check-balances.ts'
import type { Pico } from './price.ts'

type Input = { readonly organization: AuthorizedOrganization<'bill'>; readonly month: string }

/** What moved an organization's balance in a month. */
export async function readStatement(ctx: Context, { organization, month }: Input): Promise<Statement> {
  const { from, to } = monthOf(new Date(`${month}-01T00:00:00Z`))
  const rows = await ctx.control.db
    .selectFrom('balance_transactions')
    .select(['kind', 'model', 'project_id', 'key_id'])
    .select(({ fn }) => [fn.countAll<number>().as('count'), fn.sum<string>('amount').as('amount')])
    .where('organization_id', '=', organization.id)
    .where('account', '=', 'customer')
    .where('at', '>=', from)
    .where('at', '<', to)
    .groupBy(['kind', 'model', 'project_id', 'key_id'])
    .orderBy('kind')
    .orderBy('model')
    .orderBy('project_id')
    .orderBy('key_id')
    .execute()
  const opening = await balanceAt(ctx, organization.id, from)
  const moved = rows.reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  return {
    month,
    opening: toUsd(opening),
    closing: toUsd(opening + moved),
    lines: rows.map(({ kind, model, project_id, key_id, count, amount }) => ({
      kind,
      model,
      projectId: project_id,
      keyId: key_id,
      count,
      amount: toUsd(BigInt(amount)),
    })),
  }
}

/** Months that are carried forward by their sums, the rest by its entries. */
async function balanceAt(ctx: Context, organizationId: string, moment: Month['from']): Promise<Pico> {
  const carried = await openSince(ctx)
  const sum = sql<string>`coalesce(sum(amount), 0)`.as('amount')
  const months = await ctx.control.db
    .selectFrom('balance_months')
    .select(sum)
    .where('organization_id', '=', organizationId)
    .where('account', '=', 'customer')
    .where('month', '<', moment)
    .executeTakeFirstOrThrow()
  const entries = await ctx.control.db
    .selectFrom('balance_transactions')
    .select(sum)
    .where('organization_id', '=', organizationId)
    .where('account', '=', 'customer')
    .where('at', '>=', carried)
    .where('at', '<', moment)
    .executeTakeFirstOrThrow()
  return BigInt(months.amount) + BigInt(entries.amount)
}

/** A spreadsheet takes what begins like this for a formula. */
const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)

export const statementCsv = ({ month, opening, closing, lines }: Statement): string =>
  stringify(
    [
      { month, kind: 'opening', amount: opening },
      ...lines.map(({ model, ...line }) => ({ month, ...line, model: harmless(model ?? '') })),
      { month, kind: 'closing', amount: closing },
    ],
    { header: true, columns: ['month', 'kind', 'model', 'projectId', 'keyId', 'count', 'amount'] },
  )
