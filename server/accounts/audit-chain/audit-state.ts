import type { AuditHead, AuditState } from '@vitrine/protocol'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { fingerprint } from './chain.ts'
import { lastSeal } from './seal-audit.ts'

const earliest = (moments: readonly (Date | null)[]): string | null =>
  moments.includes(null) ? null : (moments.map((moment) => (moment as Date).toISOString()).toSorted()[0] ?? null)

/** Of all chains together: as far as the one that is furthest behind. */
export async function readAuditState(ctx: Context): Promise<AuditState> {
  const each = await Promise.all(
    allStores(ctx).map(async (stores) => {
      const { db } = stores
      const head = await lastSeal(stores)
      const check = await db
        .selectFrom('audit_checks')
        .selectAll()
        .orderBy('checked_at', 'desc')
        .limit(1)
        .executeTakeFirst()
      const { rows } = await sql<{ count: number }>`select count(*)::int as count from audit_waiting`.execute(db)
      return { head, check, waiting: rows[0]?.count ?? 0 }
    }),
  )
  const faults = each.flatMap(({ check }) => check?.faults ?? [])
  return {
    sealedUntil: earliest(each.map(({ head }) => (head.sealedAt ? new Date(head.sealedAt) : null))),
    waiting: each.reduce((sum, { waiting }) => sum + waiting, 0),
    checkedAt: earliest(each.map(({ check }) => check?.checked_at ?? null)),
    wholeUntil: faults.length > 0 ? null : earliest(each.map(({ check }) => check?.whole_until ?? null)),
    faults: [...new Set(faults)],
  }
}

/** What anybody may know: the key, and where each chain ends. */
export async function readAuditHead(ctx: Context): Promise<AuditHead> {
  const { kty = '', crv = '', x = '', y = '' } = ctx.signer.publicJwk
  const publicKey = { kty, crv, x, y }
  const chains = await Promise.all(allStores(ctx).map(lastSeal))
  return { fingerprint: fingerprint(publicKey), publicKey, chains }
}
