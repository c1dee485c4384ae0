import type { ChangeProject, Project } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { retentionChanged } from '../mail/letters/retention-changed.ts'
import { mailAlerts } from '../mail/mail-member.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { toProject } from './to-project.ts'

/**
 * Changes what `change` names and leaves the rest. A shorter retention takes effect with the next sweep, and only for who
 * says that they know it.
 */
export async function changeProject(
  ctx: Context,
  input: { readonly project: AuthorizedProject<'administer'>; readonly change: ChangeProject },
): Promise<Project> {
  const { project, change } = input
  const columns = {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.origins && { origins: [...new Set(change.origins)] }),
    ...(change.masking && { masking: change.masking }),
    ...(change.retentionDays !== undefined && { retention_days: change.retentionDays }),
    ...(change.capture && { capture: change.capture }),
    ...(change.triggers && { triggers: jsonb(change.triggers) }),
    ...(change.recordingSeconds !== undefined && { recording_seconds: change.recordingSeconds }),
  }
  if (Object.keys(columns).length === 0) return toProject(project)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const before = await retentionBefore(tx, project.id, change)
    const row = await tx.db
      .updateTable('projects')
      .set(columns)
      .where('id', '=', project.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const after = row.retention_days
    const action = before !== undefined && after < before ? 'project.retention-shortened' : 'project.changed'
    await audit(ctx, tx, { action, project, target: { kind: 'project', id: project.id } })
    if (before !== undefined && after !== before) {
      const data = { projectId: project.id, before: String(before), after: String(after) }
      await mailAlerts(tx, { template: retentionChanged, organizationId: project.organization_id, data })
    }
    return toProject(row)
  })
}

/** Refuses what would delete without having been confirmed. Nobody else changes the project meanwhile. */
async function retentionBefore(tx: Tx, id: string, change: ChangeProject): Promise<number | undefined> {
  if (change.retentionDays === undefined) return undefined
  const { retention_days: present } = await tx.db
    .selectFrom('projects')
    .select('retention_days')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (change.retentionDays < present && !change.confirmDeletion)
    throw new ProblemError(
      'confirmation-needed',
      `Keeping things for ${change.retentionDays} days instead of ${present} deletes what is older.`,
      `Ask GET /api/projects/${id}/retention?days=${change.retentionDays} for what will go, then send confirmDeletion: true with it.`,
      { field: 'confirmDeletion' },
    )
  return present
}
