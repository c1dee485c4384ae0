import { adminsOf, alerted, mailAlerts, mailMember } from '../../accounts/index.ts'
import type { Tell } from './notices.ts'
import { recipientAdded, recipientRemoved } from './recipient-letters.ts'

/** Writes to the owners and admins of every organization, once each, and to where organizations want their warnings. */
export const tellClients: Tell = async (_, tx, { id, change }) => {
  const template = change === 'removed' ? recipientRemoved : recipientAdded
  const data = { notice: id }
  for (const userId of await adminsOf(tx)) await mailMember(tx, { template, userId, data })
  for (const organizationId of await alerted(tx)) await mailAlerts(tx, { template, organizationId, data })
}
