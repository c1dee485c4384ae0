import { type Kysely, sql } from 'kysely'
import type { Stores, Tx } from '../../context.ts'
import { ProblemError } from '../errors.ts'
import type { Writes } from './late-arrivals.ts'

type Keys = Pick<Stores, 'keys'>

/** Few enough that their locks always fit into the server's table of them. */
const batch = 200
const pageSize = 1_000

/** In one order everywhere, so that nobody waits for each other in a circle. */
const lock = (db: Kysely<any>, ids: readonly string[], how: 'shared' | 'alone') =>
  sql`select ${sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')}(number)
    from (select distinct hashtextextended(id::text, 7348102) as number from unnest(${ids}::uuid[]) as id order by 1) as numbers`.execute(
    db,
  )

/** Whether any of these was erased. */
export async function wasErased({ keys }: Keys, ids: readonly string[]): Promise<boolean> {
  const { rows } = await sql`select 1 from tombstones where id = any(${ids}::uuid[]) limit 1`.execute(keys)
  return rows.length > 0
}

const gone = () => new ProblemError('gone', 'It was erased.', 'Drop what is left of it; nothing more is taken.')

/** What each transaction holds open already. */
const held = new WeakMap<object, Set<string>>()

function heldBy({ db }: Tx): Set<string> {
  const open = held.get(db) ?? new Set()
  held.set(db, open)
  return open
}

/**
 * Refuses with `gone` what was erased; holds the others open until the transaction ends, so that nothing is written behind
 * the back of an erasure, which waits its turn in `bury`. `transact` does it for whatever was written under without; who
 * does it first is refused before the work.
 */
export async function holdOpen(tx: Tx, ids: readonly string[]): Promise<void> {
  const open = heldBy(tx)
  const more = ids.map((id) => id.toLowerCase()).filter((id) => !open.has(id))
  if (more.length === 0) return
  await lock(tx.db, more, 'shared')
  if (await wasErased(tx, more)) throw gone()
  for (const id of more) open.add(id)
}

/**
 * The same for what is known by a hash and may come again: what began before it was last erased is refused, what began
 * since is new.
 */
export async function holdOpenSince(tx: Tx, hash: string, begun: Date): Promise<void> {
  await lock(tx.db, [hash], 'shared')
  const { rows } = await sql`select 1 from tombstones where id = ${hash} and erased_at >= ${begun}`.execute(tx.keys)
  if (rows.length > 0) throw gone()
  heldBy(tx).add(hash.toLowerCase())
}

/**
 * The last word of every transaction: whatever it wrote under is held open, or nothing of it is kept. Of a hash only the
 * writer knows what it may come again with, so that it has to have said so.
 */
export async function holdWritten(tx: Tx, { ids, hashes }: Pick<Writes, 'ids' | 'hashes'>): Promise<void> {
  for (const hash of hashes)
    if (!heldBy(tx).has(hash))
      throw new Error('Somebody who may have been erased is written about again: call holdOpenSince first.')
  await holdOpen(tx, [...ids])
}

/** The ids of what was erased at that moment or later, some at a time. */
export async function* journalPages({ keys }: Keys, since: Date): AsyncGenerator<string[]> {
  for (let after: string | undefined; ; ) {
    const { rows } = await sql<{ id: string }>`
      select id from tombstones where erased_at >= ${since} ${after === undefined ? sql`` : sql`and id > ${after}`}
      order by id limit ${pageSize}`.execute(keys)
    if (rows.length > 0) yield rows.map(({ id }) => id)
    if (rows.length < pageSize) return
    after = rows.at(-1)?.id
  }
}

export type Buried = { readonly id: string; readonly kind: string }

/**
 * Writes down that these are erased. Once it resolves, nobody is still writing under their ids and nobody begins to: who was
 * writing has ended, and who comes later is refused.
 */
export async function bury(stores: Pick<Stores, 'db' | 'keys'>, dead: readonly Buried[], at: Date): Promise<void> {
  const kinds = new Map(dead.map(({ id, kind }) => [id, kind]))
  await withoutWriters(stores, [...kinds.keys()], async (ids) => {
    const known = ids.map((id) => kinds.get(id))
    await sql`insert into tombstones (id, kind, erased_at)
      select *, ${at}::timestamptz from unnest(${ids}::uuid[], ${known}::text[])
      on conflict (id) do update set erased_at = greatest(tombstones.erased_at, excluded.erased_at)`.execute(
      stores.keys,
    )
  })
}

/** Runs `work` for some ids at a time while nobody writes under them: those who were have ended, others wait. */
export async function withoutWriters(
  { db }: Pick<Stores, 'db'>,
  ids: readonly string[],
  work: (some: string[]) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < ids.length; start += batch) {
    const some = ids.slice(start, start + batch)
    await db.transaction().execute(async (tx) => {
      await lock(tx, some, 'alone')
      await work(some)
    })
  }
}
