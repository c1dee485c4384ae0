import type { EphemeralKey } from '@vitrine/ledger'
import type { Context, Stores, Tx } from './context.ts'
import { holdOpen, holdWritten } from './platform/db/journal.ts'
import { idsInName, watchWrites } from './platform/db/late-arrivals.ts'
import type { Ephemeral } from './platform/ephemeral/port.ts'
import type { Objects } from './platform/objects/port.ts'

/**
 * Runs `work` in one transaction of `stores`: rows, audit entries and jobs are all kept or all dropped.
 * Joins the transaction that is already open there. `afterCommit` work runs when it has committed. Nothing is kept that
 * was written under the id of what was erased meanwhile.
 */
export async function transact<T>(
  ctx: Context,
  stores: Stores,
  work: (ctx: Context, tx: Tx) => Promise<T>,
): Promise<T> {
  if (stores.db.isTransaction) return work(ctx, stores as Tx)
  const later: (() => void | Promise<void>)[] = []
  const result = await stores.db.transaction().execute(async (plain) => {
    const writes = watchWrites(ctx.declarations)
    const db = plain.withPlugin(writes.plugin)
    const keys = stores.keys.withPlugin(writes.plugin)
    const tx = { ...stores, db, keys, jobs: stores.jobs.within(plain) } as unknown as Tx
    Object.assign(tx, { objects: heldObjects(ctx, tx), ephemeral: heldEphemeral(ctx, tx) })
    const region = (project: { readonly region: string }) => {
      const found = ctx.region(project)
      return found === stores ? tx : found
    }
    const control = ctx.control === stores ? tx : ctx.control
    const done = await work({ ...ctx, control, region, afterCommit: (run) => later.push(run) }, tx)
    await holdWritten(tx, writes)
    return done
  })
  for (const run of later) await run()
  return result
}

/** An object is there as soon as it is put, whatever becomes of the transaction: so its subject is held open before. */
function heldObjects({ declarations }: Context, tx: Tx): Objects {
  const { objects } = tx
  return {
    put: async (key, body) => {
      await holdOpen(tx, idsInName(key, declarations))
      await objects.put(key, body)
    },
    get: (key, range) => objects.get(key, range),
    delete: (key) => objects.delete(key),
    deleteAll: (prefix) => objects.deleteAll(prefix),
    list: (prefix) => objects.list(prefix),
    listEverything: (after) => objects.listEverything(after),
    listSome: (perFolder) => objects.listSome(perFolder),
  }
}

/** So is what is written to a key, which nothing takes back when the transaction is. */
function heldEphemeral({ declarations }: Context, tx: Tx): Ephemeral {
  const { ephemeral } = tx
  const holding =
    <Key extends EphemeralKey, Rest extends readonly unknown[], T>(write: (key: Key, ...rest: Rest) => Promise<T>) =>
    async (key: Key, ...rest: Rest): Promise<T> => {
      await holdOpen(tx, idsInName(key, declarations))
      return write(key, ...rest)
    }
  return {
    ...ephemeral,
    increment: holding(ephemeral.increment),
    set: holding(ephemeral.set),
    compareAndSet: holding(ephemeral.compareAndSet),
    compareAndSetEntry: holding(ephemeral.compareAndSetEntry),
    addToWindow: holding(ephemeral.addToWindow),
    addToSet: holding(ephemeral.addToSet),
    reserve: holding(ephemeral.reserve),
  }
}
