import type { Role } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { roleIn } from '../rights/standing-in.ts'
import { openInvitations } from './invitations.ts'
import { lockPlace, type Place } from './place.ts'

type Changeable = {
  readonly table: 'agent_memberships' | 'password_reset_tokens'
  readonly id: string
  readonly role: Role
}

/** The row that gives `userId` a role in this very place. Locks the place, so that changes follow one another. */
export async function changeableMember(ctx: Context, tx: Tx, place: Place, userId: string): Promise<Changeable> {
  await lockPlace(tx, place)
  const membership = await tx.db
    .selectFrom('agent_memberships')
    .select(['id', 'role'])
    .where('user_id', '=', userId)
    .where('organization_id', '=', place.organizationId)
    .where('project_id', 'is not distinct from', place.projectId)
    .executeTakeFirst()
  if (membership) return { table: 'agent_memberships', ...membership }
  const invitation = await openInvitations(ctx, tx, place).where('id', '=', userId).executeTakeFirst()
  if (invitation?.role) return { table: 'password_reset_tokens', id: invitation.id, role: invitation.role }
  const { organizationId: organization_id, projectId } = place
  if (projectId !== null && (await roleIn(ctx, { id: projectId, organization_id }, userId)))
    throw new ProblemError(
      'conflict',
      'This person’s role is the organization’s, in all of its projects.',
      'It can’t be changed in a single project.',
    )
  throw new ProblemError('not-found', 'There is no such member.', 'Reload the list of members.')
}

/** A project keeps an admin, an organization an owner, who is not being erased. Call after the change, in its transaction. */
export async function keepSomebody(tx: Tx, { organizationId, projectId }: Place): Promise<void> {
  const left = await tx.db
    .selectFrom('agent_memberships')
    .innerJoin('users', 'users.id', 'user_id')
    .select('agent_memberships.id')
    .where('organization_id', '=', organizationId)
    .where('users.leaving_at', 'is', null)
    .where((where) =>
      projectId === null
        ? where('project_id', 'is', null)
        : where.or([where('project_id', 'is', null), where('project_id', '=', projectId)]),
    )
    .where('role', 'in', projectId === null ? ['owner'] : ['owner', 'admin'])
    .executeTakeFirst()
  if (left) return
  if (projectId === null)
    throw new ProblemError(
      'conflict',
      'An organization keeps at least one owner.',
      'Make somebody else an owner first.',
    )
  throw new ProblemError('conflict', 'A project keeps at least one admin.', 'Make somebody else an admin first.')
}

/** Who is removed, or may less than before, leaves no invitations behind that still give what they could. */
export async function withdrawInvitationsBy(
  tx: Tx,
  { organizationId, projectId }: Place,
  userId: string,
): Promise<void> {
  await tx.db
    .deleteFrom('password_reset_tokens')
    .where('purpose', '=', 'invite')
    .where('invited_by', '=', userId)
    .where('organization_id', '=', organizationId)
    .$if(projectId !== null, (query) => query.where('project_id', '=', projectId))
    .execute()
}
