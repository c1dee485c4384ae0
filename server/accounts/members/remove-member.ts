import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { changeableMember, keepAnAdmin } from './changeable-member.ts'

/** Takes a membership or an open invitation back, effective at once. The last admin stays. */
export async function removeMember(
  ctx: Context,
  input: { readonly project: AuthorizedProject<'administer'>; readonly userId: string },
): Promise<void> {
  const { project, userId } = input
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { table, id, role } = await changeableMember(ctx, tx, project, userId)
    await tx.db.deleteFrom(table).where('id', '=', id).execute()
    await keepAnAdmin(tx, project)
    const place = { organizationId: project.organization_id, projectId: project.id }
    await auditMembership(ctx, tx, { action: 'membership.removed', userId, ...place, role })
  })
}
