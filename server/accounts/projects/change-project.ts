import type { ChangeProject, Project } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { toProject } from './to-project.ts'

/** Changes what `change` names and leaves the rest. A shorter retention takes effect with the next sweep. */
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
    const row = await tx.db
      .updateTable('projects')
      .set(columns)
      .where('id', '=', project.id)
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(ctx, tx, { action: 'project.changed', project, target: { kind: 'project', id: project.id } })
    return toProject(row)
  })
}
