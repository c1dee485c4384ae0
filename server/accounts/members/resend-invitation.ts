import type { Invited } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import { openInvitations } from './invitations.ts'
import { lockPlace, placeOf, refuseAbove, type Where } from './place.ts'
import { prepareInvitation } from './prepare-invitation.ts'

/** A new link in place of the old one, which is worthless from then on; a new hour begins. */
export async function resendInvitation(ctx: Context, input: Where & { readonly userId: string }): Promise<Invited> {
  const place = placeOf(input)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await lockPlace(tx, place)
    const open = await openInvitations(ctx, tx, place)
      .select('language')
      .where('id', '=', input.userId)
      .executeTakeFirst()
    if (!open?.role || open.email === null)
      throw new ProblemError('not-found', 'There is no such invitation.', 'Reload the list of members.')
    await refuseAbove(ctx, place, [open.role])
    await tx.db.deleteFrom('password_reset_tokens').where('id', '=', open.id).execute()
    const { email, display_name, role, language } = open
    const about = { email, display_name, role, language, organization_id: place.organizationId }
    const invited = await prepareInvitation(ctx, tx, { ...about, project_id: place.projectId })
    await auditMembership(ctx, tx, { action: 'membership.invited', userId: invited.userId, ...place, role })
    return invited
  })
}
