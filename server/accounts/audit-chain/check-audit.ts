import { sql } from 'kysely'
import type { Context, Stores } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { transact } from '../../transact.ts'
import { chainedTables } from './entries.ts'
import { exportAudit } from './export-audit.ts'
import { type Verdict, verifyAudit } from './verify-audit.ts'

/** Reads every chain again from its beginning, as anyone could from an export, and keeps what was found. */
export async function checkAudit(ctx: Context): Promise<readonly string[]> {
  const verdict = await verifyAudit(exportAudit(ctx))
  const all: string[] = []
  for (const stores of allStores(ctx)) {
    const faults = [...verdict.faults, ...(await outsideFaults(ctx, stores))]
    await keep(ctx, stores, verdict, faults)
    all.push(...faults)
  }
  const found = [...new Set(all)]
  for (const error of found) ctx.log.error('The audit log is not as it was sealed', { error })
  return found
}

const keep = (ctx: Context, stores: Stores, verdict: Verdict, faults: string[]) =>
  transact(ctx, stores, (ctx, tx) => {
    const head = verdict.heads.find(({ chain }) => chain === stores.name)
    return tx.db
      .insertInto('audit_checks')
      .values({
        id: crypto.randomUUID(),
        checked_at: ctx.now(),
        seals: head?.number ?? 0,
        entries: verdict.entries,
        whole_until: faults.length === 0 && head?.sealedAt ? new Date(head.sealedAt) : null,
        faults,
      })
      .execute()
  })

/** What no export shows: entries that no seal covers and that don't wait for one, and refusals that were switched off. */
async function outsideFaults(ctx: Context, { db, name }: Stores): Promise<string[]> {
  const logs = chainedTables(ctx)
  const counts = logs.map(
    ({ name: log }) => sql`select ${sql.lit(log)} as log, count(*) as count from ${sql.table(log)}`,
  )
  const { rows: stray } = await sql<{ count: number }>`
    select (select coalesce(sum(count), 0) from (${sql.join(counts, sql` union all `)}) as present)::int
      - (select coalesce(sum(count), 0) from audit_seals)::int - (select count(*) from audit_waiting)::int as count`.execute(
    db,
  )
  const { rows: guarded } = await sql<{ tgrelid: string; tgname: string }>`
    select tgrelid::regclass::text as tgrelid, tgname from pg_trigger
    where tgenabled = 'A' and tgname in ('append_only', 'wait_for_seal')`.execute(db)
  const has = (table: string, trigger: string) =>
    guarded.some(({ tgrelid, tgname }) => tgrelid === table && tgname === trigger)
  const wanted = [
    ...logs.flatMap(
      ({ name: log }) =>
        [
          [log, 'append_only'],
          [log, 'wait_for_seal'],
        ] as const,
    ),
    ['audit_seals', 'append_only'] as const,
  ]
  const count = stray[0]?.count ?? 0
  return [
    ...(count === 0
      ? []
      : [`In ${name}, ${Math.abs(count)} entries ${count > 0 ? 'stand outside of every seal' : 'are gone'}.`]),
    ...wanted
      .filter(([table, trigger]) => !has(table, trigger))
      .map(([table, trigger]) => `In ${name}, ${table} is not guarded against changes: its trigger ${trigger} is off.`),
  ]
}
