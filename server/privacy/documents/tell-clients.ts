import { mailMember } from '../../accounts/index.ts'
import type { Tell } from './notices.ts'
import { recipientAdded, recipientRemoved } from './recipient-letters.ts'

/** Writes to the owners and admins of every organization, once each. */
export const tellClients: Tell = async (_, tx, { id, change }) => {
  const members = await tx.db
    .selectFrom('agent_memberships')
    .select('user_id')
    .distinct()
    .where('project_id', 'is', null)
    .where('role', 'in', ['owner', 'admin'])
    .execute()
  const template = change === 'removed' ? recipientRemoved : recipientAdded
  for (const { user_id: userId } of members) await mailMember(tx, { template, userId, data: { notice: id } })
}
