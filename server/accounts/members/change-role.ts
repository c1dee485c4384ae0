import type { ProjectRole } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { changeableMember, keepAnAdmin } from './changeable-member.ts'

/** Changes the role of a member, or the one that an open invitation will give. The last admin stays one. */
export async function changeRole(
  ctx: Context,
  input: { readonly project: AuthorizedProject<'administer'>; readonly userId: string; readonly role: ProjectRole },
): Promise<void> {
  const { project, userId, role } = input
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { table, id } = await changeableMember(ctx, tx, project, userId)
    await tx.db.updateTable(table).set({ role }).where('id', '=', id).execute()
    await keepAnAdmin(tx, project)
    const place = { organizationId: project.organization_id, projectId: project.id }
    await auditMembership(ctx, tx, { action: 'membership.changed', userId, ...place, role })
  })
}
