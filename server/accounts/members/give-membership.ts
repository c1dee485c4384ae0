import type { Role } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { auditMembership } from '../audit.ts'

type Membership = {
  readonly userId: string
  readonly organizationId: string
  /** `null`: in every project of the organization. */
  readonly projectId: string | null
  readonly role: Role
}

/** Replaces the role that the user has there, if any. */
export async function giveMembership(ctx: Context, tx: Tx, membership: Membership): Promise<void> {
  const { userId, organizationId, projectId, role } = membership
  await tx.db
    .insertInto('agent_memberships')
    .values({
      id: crypto.randomUUID(),
      user_id: userId,
      organization_id: organizationId,
      project_id: projectId,
      role,
      created_at: ctx.now(),
    })
    .onConflict((on) => on.columns(['user_id', 'organization_id', 'project_id']).doUpdateSet({ role }))
    .execute()
  await auditMembership(ctx, tx, { action: 'membership.given', ...membership })
}
