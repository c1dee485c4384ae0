import type { ChangeProject, Project } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
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
    const shortens = await shortensRetention(tx, project.id, change)
    const row = await tx.db
      .updateTable('projects')
      .set(columns)
      .where('id', '=', project.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    const action = shortens ? 'project.retention-shortened' : 'project.changed'
    await audit(ctx, tx, { action, project, target: { kind: 'project', id: project.id } })
    return toProject(row)
  })
}

/** Refuses what would delete without having been confirmed. Nobody else changes the project meanwhile. */
async function shortensRetention(tx: Tx, id: string, change: ChangeProject): Promise<boolean> {
  if (change.retentionDays === undefined) return false
  const { retention_days: present } = await tx.db
    .selectFrom('projects')
    .select('retention_days')
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()
  const shortens = change.retentionDays < present
  if (shortens && !change.confirmDeletion)
    throw new ProblemError(
      'confirmation-needed',
      `Keeping things for ${change.retentionDays} days instead of ${present} deletes what is older.`,
      `Ask GET /api/projects/${id}/retention?days=${change.retentionDays} for what will go, then send confirmDeletion: true with it.`,
      { field: 'confirmDeletion' },
    )
  return shortens
}
