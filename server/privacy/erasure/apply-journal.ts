import { erasurePlan, type Table } from '@vitrine/ledger'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { journalPages } from '../../platform/db/journal.ts'
import { journalReadAt, journalWasRead } from '../../platform/db/own-region.ts'
import { idsWhere } from '../../platform/db/rows.ts'
import { transact } from '../../transact.ts'
import { execute } from './execute.ts'
import { find } from './find.ts'
import { databaseIn, type Scope } from './scope.ts'

/** Machines' clocks differ, and an entry is written a moment before it can be read. */
const overlapMs = 86_400_000

/**
 * Erases again whatever the databases hold although the journal says that it was erased, as a main database that comes from
 * a backup does. Before anything is served; answers how many subjects, by table.
 */
export async function applyJournal(ctx: Context): Promise<Record<string, number>> {
  const erased: Record<string, number> = {}
  for (const stores of allStores(ctx)) {
    const began = ctx.now()
    const read = await journalReadAt(stores.db)
    const since = new Date(read ? read.getTime() - overlapMs : 0)
    for await (const ids of journalPages(stores, since))
      for (const table of ctx.declarations.tables.filter(({ subject }) => subject)) {
        const count = await eraseAgain(ctx, table, ids)
        if (count > 0) erased[table.name] = (erased[table.name] ?? 0) + count
      }
    await journalWasRead(stores.db, stores.name, began)
  }
  const count = Object.values(erased).reduce((sum, one) => sum + one, 0)
  if (count > 0) {
    ctx.log.warn('Erased again what a backup had brought back', { count })
    await transact(ctx, ctx.control, (ctx, tx) =>
      audit(ctx, tx, { action: 'journal.applied', target: { kind: 'journal' } }),
    )
  }
  return erased
}

/** A row of accounts may have left something in any region. */
async function eraseAgain(ctx: Context, table: Table, ids: readonly string[]): Promise<number> {
  const found = new Set<string>()
  for (const region of ctx.regions) {
    const back = await idsWhere(databaseIn(ctx, region, table), table.name, 'id', ids)
    if (table.region === 'home' && back.length > 0) await eraseIn(ctx, [region], table, back)
    for (const id of back) found.add(id)
  }
  if (table.region === 'control' && found.size > 0) await eraseIn(ctx, ctx.regions, table, [...found])
  return found.size
}

async function eraseIn(ctx: Context, scope: Scope, table: Table, ids: readonly string[]): Promise<void> {
  const plan = erasurePlan(ctx.declarations, table)
  await execute({ ctx, scope, plan, found: await find(ctx, scope, plan, ids) })
}
