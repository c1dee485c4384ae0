import { sql } from 'kysely'
import type { Context, Stores, Tx } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { deleteWhere } from '../../platform/db/rows.ts'
import { transact } from '../../transact.ts'
import { type Head, hex, rowsHash, type Seal, sealHash, signed, start } from './chain.ts'
import { type Entry, nameOf, readWaiting } from './entries.ts'

/** Entries below one seal. */
const most = 1_000

/** Seals of one transaction: finding the oldest entries looks at all that wait, so it is not done for each. */
const atOnce = 20

// Any number of our own: of two processes that seal at once, the second goes on where the first ended.
const turn = 7_348_105

/** Seals whatever entries have come, in every store. Answers how many. */
export async function sealAudit(ctx: Context): Promise<number> {
  let sealed = 0
  for (const stores of allStores(ctx))
    for (let count = most * atOnce; count === most * atOnce; sealed += count) count = await sealNext(ctx, stores)
  return sealed
}

const sealNext = (ctx: Context, stores: Stores): Promise<number> =>
  transact(ctx, stores, async (ctx, tx) => {
    await sql`select pg_advisory_xact_lock(${turn})`.execute(tx.db)
    const waiting = await readWaiting(ctx, tx, most * atOnce)
    if (waiting.length === 0) return 0
    const seals: Sealed[] = []
    let before: Head = await lastSeal(tx)
    for (let from = 0; from < waiting.length; from += most) {
      const sealed = seal(ctx, before, waiting.slice(from, from + most))
      seals.push(sealed)
      before = sealed.seal
    }
    await keep(tx, seals)
    ctx.afterCommit(() => {
      for (const { seal } of seals) {
        const said = `${seal.chain} ${seal.number} ${seal.hash}`
        ctx.log.info('Audit entries were sealed', { seal: said, count: seal.count })
      }
    })
    return waiting.length
  })

type Sealed = { readonly seal: Seal; readonly entries: readonly Entry[] }

function seal(ctx: Context, before: Head, entries: readonly Entry[]): Sealed {
  const body = {
    kind: 'seal' as const,
    chain: before.chain,
    number: before.number + 1,
    sealedAt: ctx.now().toISOString(),
    count: entries.length,
    first: entries[0]?.id ?? '',
    last: entries.at(-1)?.id ?? '',
    rows: rowsHash(entries.map(({ line }) => hex(line))),
    previous: before.hash,
  }
  const hash = sealHash(body)
  return { seal: { ...body, hash, signature: ctx.signer.sign(signed('seal', hash)) }, entries }
}

async function keep(tx: Tx, seals: readonly Sealed[]): Promise<void> {
  const rows = seals.map(({ seal: { kind: _, chain: __, rows, sealedAt, ...rest }, entries }) => ({
    ...rest,
    rows_hash: rows,
    sealed_at: new Date(sealedAt),
    entries: entries.map(nameOf),
  }))
  await tx.db.insertInto('audit_seals').values(rows).execute()
  const ids = seals.flatMap(({ entries }) => entries.map(({ id }) => id))
  await deleteWhere(tx.db, 'audit_waiting', 'id', ids)
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
