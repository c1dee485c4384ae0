import type { Invited, OrganizationRole, RegistrationRequest } from '@vitrine/protocol'
import type { Context, Stores } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { inviteMember } from '../members/invite-member.ts'
import type { AuthorizedOrganization } from '../rights/authorize-organization.ts'
import { asPlatformAdmin } from '../rights/limits.ts'
import { standingIn } from '../rights/standing-in.ts'

type In = { readonly organization: AuthorizedOrganization<'administer'> }

/** Those for this organization; who named none is for the admins of the installation to place. */
async function open(ctx: Context, stores: Stores, { organization }: In) {
  const place = { organizationId: organization.id, projectId: null }
  const { actor } = ctx
  const all =
    actor.kind === 'member' && asPlatformAdmin(actor) && (await standingIn(ctx, actor.userId, place)).platformAdmin
  return stores.db
    .selectFrom('password_reset_tokens')
    .select(['id', 'email', 'display_name', 'language', 'expires_at'])
    .where('purpose', '=', 'request')
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .where((where) =>
      where.or([
        where('organization_id', '=', organization.id),
        ...(all ? [where('organization_id', 'is', null)] : []),
      ]),
    )
}

export async function listRequests(ctx: Context, input: In): Promise<RegistrationRequest[]> {
  const rows = await (await open(ctx, ctx.control, input)).orderBy('expires_at').execute()
  return rows.map((row) => ({
    id: row.id,
    email: row.email ?? '',
    displayName: row.display_name ?? '',
    since: new Date(row.expires_at.getTime() - 30 * 86_400_000).toISOString(),
  }))
}

const absent = () => new ProblemError('not-found', 'There is no such request.', 'Reload the page.')

/** Lets somebody in: they get an invitation, by which they choose their password. */
export function approveRequest(
  ctx: Context,
  input: In & { readonly requestId: string; readonly role: OrganizationRole },
): Promise<Invited> {
  const { organization, requestId, role } = input
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const row = await (await open(ctx, tx, input)).where('id', '=', requestId).forUpdate().executeTakeFirst()
    if (!row?.email) throw absent()
    await tx.db.deleteFrom('password_reset_tokens').where('id', '=', requestId).execute()
    const target = { kind: 'registration', id: requestId }
    await audit(ctx, tx, { action: 'registration.approved', organizationId: organization.id, target })
    const { email, display_name: displayName, language } = row
    return inviteMember(ctx, { organization, email, displayName: displayName ?? email, language, role })
  })
}

export async function declineRequest(ctx: Context, input: In & { readonly requestId: string }): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const row = await (await open(ctx, tx, input)).where('id', '=', input.requestId).forUpdate().executeTakeFirst()
    if (!row) throw absent()
    await tx.db.deleteFrom('password_reset_tokens').where('id', '=', input.requestId).execute()
    const target = { kind: 'registration', id: input.requestId }
    await audit(ctx, tx, { action: 'registration.declined', organizationId: input.organization.id, target })
  })
}
