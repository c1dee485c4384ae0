import type { Invited, Language, Role } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import { standingIn } from '../rights/standing-in.ts'
import { lockPlace, type Place, placeOf, refuseAbove, type Where } from './place.ts'
import { prepareInvitation } from './prepare-invitation.ts'

type Person = {
  readonly email: string
  readonly displayName: string
  readonly role: Role
  /** Else the one who invites is written in their own. */
  readonly language?: Language
}

/**
 * Makes a link with which one person joins a project or an organization. Nothing else happens before it is used, and
 * nothing here says whether the address already has an account. Replaces an earlier invitation of the same address.
 */
export async function inviteMember(ctx: Context, input: Where & Person): Promise<Invited> {
  const { email, displayName, role, language } = input
  const place = placeOf(input)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    // One invitation at a time: of two of the same address at once, the later replaces the earlier.
    await lockPlace(tx, place)
    await refuseAbove(ctx, place, [role])
    await refuseMember(ctx, tx, place, email)
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'invite')
      .where('organization_id', '=', place.organizationId)
      .where('project_id', 'is not distinct from', place.projectId)
      .where('email', '=', email)
      .execute()
    const invited = await prepareInvitation(ctx, tx, {
      email,
      display_name: displayName,
      organization_id: place.organizationId,
      project_id: place.projectId,
      role,
      language: language ?? (await ownLanguage(ctx)),
    })
    await auditMembership(ctx, tx, { action: 'membership.invited', userId: invited.userId, ...place, role })
    return invited
  })
}

async function ownLanguage(ctx: Context): Promise<Language> {
  if (ctx.actor.kind !== 'member') return 'en'
  const user = await ctx.control.db
    .selectFrom('users')
    .select('language')
    .where('id', '=', ctx.actor.userId)
    .executeTakeFirst()
  return user?.language ?? 'en'
}

async function refuseMember(ctx: Context, tx: Tx, place: Place, email: string): Promise<void> {
  const user = await tx.db.selectFrom('users').select('id').where('email', '=', email).executeTakeFirst()
  if (!user) return
  const { role, organizationRole } = await standingIn(ctx, user.id, place)
  if (place.projectId === null ? organizationRole : role)
    throw new ProblemError('conflict', 'This person is a member already.', 'Change their role instead.', {
      field: 'email',
    })
}
