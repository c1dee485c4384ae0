import { randomUUID } from 'node:crypto'
import type { Difference, Row } from '@vitrine/ledger'
import type { Context, Tx } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { anyDocumentHas } from '../../platform/db/sample.ts'
import { transact } from '../../transact.ts'
import { databaseIn } from '../erasure/scope.ts'
import { alert } from './alert.ts'
import type { driftDifferences } from './tables.ts'

type Open = Row<typeof driftDifferences>
type Outcome = {
  readonly id: string
  readonly differences: readonly Difference[]
  readonly looked: Readonly<Record<string, number>>
}

const keyOf = ({ code, place }: { readonly code: string; readonly place: string }) => `${code} ${place}`

/** Writes down what a finished check found: new differences, with an alert each, and those that are gone. */
export async function settle(ctx: Context, { id, differences, looked }: Outcome): Promise<void> {
  const found = new Map(differences.map((difference) => [keyOf(difference), difference]))
  const open = await ctx.control.db.selectFrom('drift_differences').selectAll().where('gone_at', 'is', null).execute()
  const gone: Open[] = []
  for (const one of open) if (!found.has(keyOf(one)) && !(await isThereStill(ctx, one))) gone.push(one)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const fresh: Difference[] = []
    for (const difference of found.values()) if (await isNew(ctx, tx, difference)) fresh.push(difference)
    for (const { id } of gone)
      await tx.db.updateTable('drift_differences').set({ gone_at: ctx.now() }).where('id', '=', id).execute()
    const stillOpen = open.filter((one) => !gone.includes(one) && !found.has(keyOf(one)))
    await tx.db
      .updateTable('drift_checks')
      .set({
        finished_at: ctx.now(),
        looked: jsonb(looked),
        progress: null,
        differences: found.size + stillOpen.length,
      })
      .where('id', '=', id)
      .execute()
    if (fresh.length > 0) await alert(ctx, tx, fresh)
  })
}

/** Says whether it was unknown until now; two checks at once never both say so. */
async function isNew(ctx: Context, tx: Tx, { code, place, what, write }: Difference): Promise<boolean> {
  const now = ctx.now()
  const { known } = await tx.db
    .insertInto('drift_differences')
    .values({ id: randomUUID(), code, place, what, write, first_seen_at: now, last_seen_at: now })
    .onConflict((conflict) =>
      conflict.columns(['code', 'place']).where('gone_at', 'is', null).doUpdateSet({ what, write, last_seen_at: now }),
    )
    .returning(({ eb, ref }) => eb(ref('first_seen_at'), '<', ref('last_seen_at')).as('known'))
    .executeTakeFirstOrThrow()
  return !known
}

const plainPath = /^(\[\]|[a-z_]\w*)+(\.[a-z_]\w*(\[\])*)*$/i

/** A sample that shows nothing proves nothing: what it showed once is looked for in all documents of the column. */
async function isThereStill(ctx: Context, { code, place }: Open): Promise<boolean> {
  if (code !== 'undeclared-json') return false
  const [column = '', path = ''] = place.split(' ')
  const [tableName, name = ''] = column.split('.')
  const table = ctx.declarations.tables.find((one) => one.name === tableName)
  if (!table?.columns[name] || !plainPath.test(path)) return false
  for (const region of ctx.regions)
    if ((await anyDocumentHas(databaseIn(ctx, region, table), table.name, name, path)) !== false) return true
  return false
}
