import type { Row } from '@vitrine/ledger'
import { mailAlerts, mailMember } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import type { erasures } from '../tables.ts'
import { erasureFinished } from './erasure-finished-letter.ts'

/** Programs erase by the hundred: whatever finishes within these minutes is one letter. */
const gatherMs = 5 * 60_000

/** Tells whoever asked and the organization, once the erasure is certain. Who was erased is not written to. */
export async function tellFinished(ctx: Context, tx: Tx, row: Row<typeof erasures>): Promise<void> {
  const { project_id: projectId, organization_id: organizationId, requested_by: userId } = row
  const place = row.subject_kind === 'project' ? null : projectId
  const data = { erasureId: row.id, projectId: place ?? '' }
  const how = (reader: string) => ({
    after: new Date(ctx.now().getTime() + gatherMs),
    once: `erased ${reader} ${place ?? organizationId ?? row.id}`,
  })
  if (userId !== null && userId !== row.subject_id)
    await mailMember(tx, { template: erasureFinished, userId, data }, how(userId))
  if (organizationId !== null)
    await mailAlerts(tx, { template: erasureFinished, organizationId, data }, how(organizationId))
}
