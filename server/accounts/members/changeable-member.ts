import type { Role } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'
import { roleIn } from '../rights/standing-in.ts'
import { openInvitations } from './invitations.ts'

type Changeable = {
  readonly table: 'agent_memberships' | 'password_reset_tokens'
  readonly id: string
  readonly role: Role
}

/** The row that gives `userId` a role in this one project. Locks the project, so that changes follow one another. */
export async function changeableMember(
  ctx: Context,
  tx: Tx,
  project: AuthorizedProject<'administer'>,
  userId: string,
): Promise<Changeable> {
  await tx.db.selectFrom('projects').select('id').where('id', '=', project.id).forUpdate().execute()
  const membership = await tx.db
    .selectFrom('agent_memberships')
    .select(['id', 'role'])
    .where('user_id', '=', userId)
    .where('project_id', '=', project.id)
    .executeTakeFirst()
  if (membership) return { table: 'agent_memberships', ...membership }
  const invitation = await openInvitations(ctx, tx, project).where('id', '=', userId).executeTakeFirst()
  if (invitation?.role) return { table: 'password_reset_tokens', id: invitation.id, role: invitation.role }
  if (await roleIn(ctx, project, userId))
    throw new ProblemError(
      'conflict',
      'This person’s role is the organization’s, in all of its projects.',
      'It can’t be changed in a single project.',
    )
  throw new ProblemError('not-found', 'There is no such member.', 'Reload the list of members.')
}

/** Call after the change, in its transaction. */
export async function keepAnAdmin(tx: Tx, project: AuthorizedProject): Promise<void> {
  const admin = await tx.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('organization_id', '=', project.organization_id)
    .where((where) => where.or([where('project_id', 'is', null), where('project_id', '=', project.id)]))
    .where('role', 'in', ['owner', 'admin'])
    .executeTakeFirst()
  if (!admin)
    throw new ProblemError('conflict', 'A project keeps at least one admin.', 'Make somebody else an admin first.')
}
