import { createHash } from 'node:crypto'
import type { Row } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { canonical, hex, type Seal, signed } from './chain.ts'
import { type Entry, readEntries } from './entries.ts'
import { lastSeal, sealAudit } from './seal-audit.ts'
import type { auditSeals } from './tables.ts'

/** Which entries are shown in full; of all others there is a hash, so that the chain can still be checked. */
export type AuditScope = { readonly organizationId?: string }

/** Seals that are read at once, with a thousand entries below each. */
const page = 10

/**
 * The audit logs, line by line, for `verifyAudit`: who exports and where each chain ends, signed; then each chain's entries,
 * every group of them followed by its seal; at the end a signature over all that.
 */
export async function* exportAudit(ctx: Context, scope: AuditScope = {}): AsyncGenerator<string> {
  await sealAudit(ctx)
  const all = createHash('sha256')
  for await (const lines of body(ctx, scope)) {
    all.update(`${lines.join('\n')}\n`)
    yield* lines
  }
  const hash = all.digest('hex')
  yield canonical({ kind: 'end', hash, signature: ctx.signer.sign(signed('audit end', hash)) })
}

async function* body(ctx: Context, scope: AuditScope): AsyncGenerator<readonly string[]> {
  const chains = allStores(ctx)
  const heads = await Promise.all(chains.map(lastSeal))
  yield [opening(ctx, heads, scope)]
  for (const [place, stores] of chains.entries()) yield* chainOf(ctx, stores, heads[place]?.number ?? 0, scope)
}

function opening(ctx: Context, heads: readonly Awaited<ReturnType<typeof lastSeal>>[], scope: AuditScope): string {
  const body = {
    kind: 'vitrine-audit',
    format: 1,
    exportedAt: ctx.now().toISOString(),
    publicKey: ctx.signer.publicJwk,
    heads: heads.map(({ chain, number, hash }) => ({ chain, number, hash })),
    ...scope,
  }
  return canonical({ ...body, signature: ctx.signer.sign(signed('audit export', hex(canonical(body)))) })
}

/** The lines of each seal: its entries, then the seal itself. */
async function* chainOf(
  ctx: Context,
  stores: Stores,
  until: number,
  { organizationId }: AuditScope,
): AsyncGenerator<readonly string[]> {
  const shown = (entry: Entry): string =>
    !organizationId || entry.organizationId === organizationId ? entry.line : canonical({ hidden: hex(entry.line) })
  for (let after = 0; after < until; after += page) {
    const seals = await stores.db
      .selectFrom('audit_seals')
      .selectAll()
      .where('number', '>', after)
      .where('number', '<=', Math.min(after + page, until))
      .orderBy('number')
      .execute()
    const found = await readEntries(
      ctx,
      stores,
      seals.flatMap(({ entries }) => entries),
    )
    for (const seal of seals) {
      const entries = seal.entries.flatMap((name) => found.get(name) ?? [])
      yield [...entries.map(shown), canonical(toSeal(stores.name, seal))]
    }
  }
}

const toSeal = (chain: string, row: Row<typeof auditSeals>): Seal => ({
  kind: 'seal',
  chain,
  number: row.number,
  sealedAt: row.sealed_at.toISOString(),
  count: row.count,
  first: row.first,
  last: row.last,
  rows: row.rows_hash,
  previous: row.previous,
  hash: row.hash,
  signature: row.signature,
})
