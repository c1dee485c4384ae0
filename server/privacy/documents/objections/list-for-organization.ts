import type { OrganizationRecipient } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { runningNotice } from '../notices.ts'
import { recipientsAsNoticed } from '../recipients-as-noticed.ts'
import { readObjections } from './list-objections.ts'

/** Who receives data or is to, as one organization sees it: with what it said against them, and whether it still may. */
export async function listForOrganization(
  ctx: Context,
  { id }: AuthorizedOrganization<'administer'>,
): Promise<OrganizationRecipient[]> {
  const [{ recipients, notices }, own] = await Promise.all([recipientsAsNoticed(ctx), readObjections(ctx, id)])
  return recipients
    .filter(({ status }) => status !== 'unused')
    .map((recipient) => {
      const said = own.find(({ recipientId }) => recipientId === recipient.id)
      return {
        ...recipient,
        mayObject: runningNotice(notices, recipient.id, ctx.now()) !== undefined,
        objection: said ? { reason: said.reason, at: said.at, member: said.member } : null,
      }
    })
}
