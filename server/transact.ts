import type { Context, Stores, Tx } from './context.ts'

/**
 * Runs `work` in one transaction of `stores`: rows, audit entries and jobs are all kept or all dropped.
 * Joins the transaction that is already open there. `afterCommit` work runs when it has committed.
 */
export async function transact<T>(
  ctx: Context,
  stores: Stores,
  work: (ctx: Context, tx: Tx) => Promise<T>,
): Promise<T> {
  if (stores.db.isTransaction) return work(ctx, stores as Tx)
  const later: (() => void | Promise<void>)[] = []
  const result = await stores.db.transaction().execute((db) => {
    const tx = { ...stores, db, jobs: stores.jobs.within(db) } as unknown as Tx
    const region = (project: { readonly region: string }) => {
      const found = ctx.region(project)
      return found === stores ? tx : found
    }
    const control = ctx.control === stores ? tx : ctx.control
    return work({ ...ctx, control, region, afterCommit: (run) => later.push(run) }, tx)
  })
  for (const run of later) await run()
  return result
}
