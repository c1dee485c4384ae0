import { exportPlan } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { rowsWhere } from '../../platform/db/rows.ts'
import { databaseIn, storesIn } from '../../privacy/erasure/scope.ts'
import { readableRow } from '../../privacy/export/readable-row.ts'
import type { World } from './world.ts'

const shortest = 8

function texts(value: unknown, into: Set<string>): void {
  if (typeof value === 'string' && value.length >= shortest) into.add(value)
  else if (Array.isArray(value)) for (const one of value) texts(one, into)
  else if (typeof value === 'object' && value !== null && !(value instanceof Date))
    for (const one of Object.values(value)) texts(one, into)
}

async function textsOf(ctx: Context, world: World): Promise<Set<string>> {
  const found = new Set<string>([world.canary])
  const root = ctx.declarations.tables.find(({ subject }) => subject === 'organization')
  if (!root) return found
  const readable = new Map(
    exportPlan(ctx.declarations, root, 'organization').tables.map((one) => [one.table.name, one]),
  )
  for (const table of ctx.declarations.tables) {
    const ids = world.things[table.name] ?? []
    if (ids.length === 0 || !table.columns['id']) continue
    const one = readable.get(table.name) ?? { table, why: 'own', links: [], columns: ['id'] }
    const db = databaseIn(ctx, ctx.config.region, table)
    for (const row of await rowsWhere(db, table.name, Object.keys(table.columns), 'id', ids))
      texts(await readableRow(ctx, storesIn(ctx, ctx.config.region, table), one, row), found)
  }
  return found
}

/** What stands in one organization's rows, seals opened, and in nobody else's. */
export async function canariesOf(ctx: Context, world: World, others: readonly World[]): Promise<string[]> {
  const own = await textsOf(ctx, world)
  for (const other of others) for (const text of await textsOf(ctx, other)) own.delete(text)
  return [...own]
}
