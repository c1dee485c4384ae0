import { sql } from 'kysely'
import { vi } from 'vitest'
import type { Context } from '../../context.ts'

/**
 * Runs the works so that none commits before all have come as far as they can: those that reach `table` wait there, the
 * rest wait for them. What is not guarded against happening at the same time goes wrong here each time, not now and then.
 */
export async function together<T>(
  ctx: Context,
  table: string,
  works: readonly (() => Promise<T>)[],
): Promise<PromiseSettledResult<T>[]> {
  const { running } = await ctx.control.db.transaction().execute(async (tx) => {
    await sql`lock table ${sql.table(table)} in exclusive mode`.execute(tx)
    const running = Promise.allSettled(works.map((work) => work()))
    await vi.waitUntil(async () => (await waiting(ctx)) === works.length, { timeout: 10_000, interval: 20 })
    return { running }
  })
  return running
}

async function waiting(ctx: Context): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(ctx.control.db)
  return rows[0]?.count ?? 0
}
