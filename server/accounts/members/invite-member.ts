import type { Invite, Invited } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import { issueToken } from '../one-time-tokens.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { roleIn } from '../rights/standing-in.ts'

/**
 * Makes a link with which one person joins the project. Nothing else happens before it is used, and nothing here says
 * whether the address already has an account. Replaces an earlier invitation of the same address.
 */
export async function inviteMember(
  ctx: Context,
  input: Invite & { readonly project: AuthorizedProject<'administer'> },
): Promise<Invited> {
  const { project, email, displayName, role } = input
  const place = { organizationId: project.organization_id, projectId: project.id }
  return transact(ctx, ctx.control, async (ctx, tx) => {
    // One invitation at a time: of two of the same address at once, the later replaces the earlier.
    await tx.db.selectFrom('projects').select('id').where('id', '=', project.id).forUpdate().execute()
    await refuseMember(ctx, tx, project, email)
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'invite')
      .where('project_id', '=', project.id)
      .where('email', '=', email)
      .execute()
    const about = { email, display_name: displayName, organization_id: project.organization_id, project_id: project.id }
    const { id, token, expiresAt } = await issueToken(ctx, tx, 'invite', { ...about, role })
    await auditMembership(ctx, tx, { action: 'membership.invited', userId: id, ...place, role })
    const link = `${ctx.config.publicUrl}/accept-invite?token=${token}`
    return { userId: id, link, expiresAt: expiresAt.toISOString() }
  })
}

async function refuseMember(ctx: Context, tx: Tx, project: AuthorizedProject, email: string): Promise<void> {
  const user = await tx.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  if (user && (await roleIn(ctx, project, user.id)))
    throw new ProblemError('conflict', 'This person is a member already.', 'Change their role instead.', {
      field: 'email',
    })
}
