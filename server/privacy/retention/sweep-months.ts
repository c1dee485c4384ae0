import type { Month, Table } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { dropPartitions, makePartitions } from '../../platform/db/partitions.ts'
import { databaseIn } from '../erasure/scope.ts'
import { organizationWindows } from './due.ts'

const day = 86_400_000

type Swept = { readonly table: string; readonly rows: number; readonly late: number }

/** How many days after its end everything in a month of this table is due; `undefined`: never as a whole. */
async function daysOf(ctx: Context, { keep }: Table, longestWindow: number): Promise<number | undefined> {
  if ('days' in keep) return keep.days
  if ('organizations' in keep)
    return Math.max(...(await organizationWindows(ctx, keep.organizations)).map(({ days }) => days), keep.usual)
  return 'window' in keep ? longestWindow : undefined
}

/** Of tables in parts of a month: makes the months that will be written to, and drops those of which all is due. */
export async function sweepMonths(ctx: Context): Promise<Swept[]> {
  const now = ctx.now()
  const divided = ctx.declarations.tables.filter(({ partitions }) => partitions)
  const { longest } = await ctx.control.db
    .selectFrom('projects')
    .select(({ fn }) => fn.max('retention_days').as('longest'))
    .executeTakeFirstOrThrow()
  const swept: Swept[] = []
  for (const table of divided)
    for (const region of table.region === 'control' ? ctx.regions.slice(0, 1) : ctx.regions) {
      const db = databaseIn(ctx, region, table)
      await makePartitions(db, [table], now)
      const days = await daysOf(ctx, table, longest ?? 0)
      if (days === undefined) continue
      const dueAt = ({ to }: Month) => to.getTime() + days * day
      for (const { month, rows } of await dropPartitions(db, table.name, (month) => dueAt(month) <= now.getTime()))
        swept.push({ table: table.name, rows, late: Math.round((now.getTime() - dueAt(month)) / 1000) })
    }
  return swept
}
