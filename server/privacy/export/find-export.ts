import type { Row } from '@vitrine/ledger'
import { type DataExport, ErasureSubject } from '@vitrine/protocol'
import type { Context, Stores } from '../../context.ts'
import type { dataExports } from './tables.ts'

export type ExportRow = Row<typeof dataExports>
export type FoundExport = { readonly row: ExportRow; readonly stores: Stores; readonly region: string }

/** In which region a copy lies is not to be seen from its id. */
export async function findExport(ctx: Context, id: string): Promise<FoundExport | undefined> {
  for (const region of ctx.regions) {
    const stores = ctx.region({ region })
    const row = await stores.db.selectFrom('data_exports').selectAll().where('id', '=', id).executeTakeFirst()
    if (row) return { row, stores, region }
  }
  return undefined
}

export const subjectOf = (row: ExportRow): ErasureSubject =>
  ErasureSubject.parse({ kind: row.subject_kind, id: row.subject_id })

const isMine = (ctx: Context, row: ExportRow): boolean =>
  ctx.actor.kind === 'member' && row.requested_by === ctx.actor.userId

export const toExport = (ctx: Context, row: ExportRow): DataExport => ({
  id: row.id,
  subject: subjectOf(row),
  state: row.state as DataExport['state'],
  progress: row.state === 'ready' ? 1 : row.parts === 0 ? 0 : Math.min(1, row.parts_done / row.parts),
  requestedAt: row.requested_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
  expiresAt: row.expires_at.toISOString(),
  bytes: row.stored_bytes,
  mine: isMine(ctx, row),
})
