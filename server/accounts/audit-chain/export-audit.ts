import { createHash } from 'node:crypto'
import type { Row } from '@vitrine/ledger'
import type { Context, Stores } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { canonical, hex, type Seal, signed } from './chain.ts'
import { readEntries } from './entries.ts'
import { lastSeal, sealAudit } from './seal-audit.ts'
import type { auditSeals } from './tables.ts'

/** Which entries are shown in full; of all others there is a hash, so that the chain can still be checked. */
export type AuditScope = { readonly organizationId?: string }

const page = 50

/**
 * The audit logs, line by line, for `verifyAudit`: who exports and where each chain ends, signed; then each chain's entries,
 * every group of them followed by its seal; at the end a signature over all that.
 */
export async function* exportAudit(ctx: Context, scope: AuditScope = {}): AsyncGenerator<string> {
  await sealAudit(ctx)
  const all = createHash('sha256')
  for await (const line of body(ctx, scope)) {
    all.update(`${line}\n`)
    yield line
  }
  const hash = all.digest('hex')
  yield canonical({ kind: 'end', hash, signature: ctx.signer.sign(signed('audit end', hash)) })
}

async function* body(ctx: Context, scope: AuditScope): AsyncGenerator<string> {
  const chains = allStores(ctx)
  const heads = await Promise.all(chains.map(lastSeal))
  yield opening(ctx, heads, scope)
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

async function* chainOf(ctx: Context, stores: Stores, until: number, scope: AuditScope): AsyncGenerator<string> {
  for (let after = 0; after < until; after += page) {
    const seals = await stores.db
      .selectFrom('audit_seals')
      .selectAll()
      .where('number', '>', after)
      .where('number', '<=', Math.min(after + page, until))
      .orderBy('number')
      .execute()
    for (const seal of seals) {
      for (const { organizationId, line } of await readEntries(ctx, stores, seal.entries))
        yield !scope.organizationId || organizationId === scope.organizationId ? line : canonical({ hidden: hex(line) })
      yield canonical(toSeal(stores.name, seal))
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
