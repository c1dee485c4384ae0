import { sql } from 'kysely'
import type { Context, Stores, Tx } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { transact } from '../../transact.ts'
import { type Head, hex, rowsHash, type Seal, sealHash, signed, start } from './chain.ts'
import { nameOf, readWaiting } from './entries.ts'

const most = 1_000

// Any number of our own: of two processes that seal at once, the second goes on where the first ended.
const turn = 7_348_105

/** Seals whatever entries have come, in every store. Answers how many. */
export async function sealAudit(ctx: Context): Promise<number> {
  let sealed = 0
  for (const stores of allStores(ctx))
    for (let count = most; count === most; sealed += count) count = await sealNext(ctx, stores)
  return sealed
}

const sealNext = (ctx: Context, stores: Stores): Promise<number> =>
  transact(ctx, stores, async (ctx, tx) => {
    await sql`select pg_advisory_xact_lock(${turn})`.execute(tx.db)
    const entries = await readWaiting(ctx, tx, most)
    const [first, last] = [entries[0], entries.at(-1)]
    if (!first || !last) return 0
    const before = await lastSeal(tx)
    const body = {
      kind: 'seal' as const,
      chain: tx.name,
      number: before.number + 1,
      sealedAt: ctx.now().toISOString(),
      count: entries.length,
      first: first.id,
      last: last.id,
      rows: rowsHash(entries.map(({ line }) => hex(line))),
      previous: before.hash,
    }
    const hash = sealHash(body)
    const seal = { ...body, hash, signature: ctx.signer.sign(signed('seal', hash)) }
    await keep(tx, seal, entries.map(nameOf))
    const said = `${seal.chain} ${seal.number} ${hash}`
    ctx.afterCommit(() => ctx.log.info('Audit entries were sealed', { seal: said, count: entries.length }))
    return entries.length
  })

async function keep(tx: Tx, seal: Seal, entries: string[]): Promise<void> {
  const { kind: _, chain: __, rows, sealedAt, ...rest } = seal
  await tx.db
    .insertInto('audit_seals')
    .values({ ...rest, rows_hash: rows, sealed_at: new Date(sealedAt), entries })
    .execute()
  const ids = entries.map((name) => name.slice(name.indexOf('/') + 1))
  await tx.db.deleteFrom('audit_waiting').where('id', 'in', ids).execute()
}

export async function lastSeal({ db, name }: Stores): Promise<Head & { readonly sealedAt: string | null }> {
  const row = await db
    .selectFrom('audit_seals')
    .select(['number', 'hash', 'sealed_at'])
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!row) return { ...start(name), sealedAt: null }
  return { chain: name, number: row.number, hash: row.hash, sealedAt: row.sealed_at.toISOString() }
}
