import type { Context, Tx } from '../../context.ts'
import { eachAtOnce } from '../../platform/each-at-once.ts'
import { ProblemError } from '../../platform/errors.ts'
import { dropLogins } from '../login/kept-logins.ts'
import { domainOf } from './provider.ts'

const atOnce = 8

/**
 * Refuses a password where the address's organization lets its members sign on only. Its owners and the platform's admins
 * keep theirs, for the day the provider is down. The refusal is the same whether the password was right or not.
 */
export const signOnOnly = () =>
  new ProblemError(
    'not-allowed',
    'Your organization lets you in by its own sign-on only.',
    'Use “Sign on” on the sign-in page.',
  )

/** The organization that refuses passwords for this address, if one does. */
export async function passwordsRefusedBy(ctx: Context, email: string): Promise<string | undefined> {
  const row = await ctx.control.db
    .selectFrom('sign_on_providers as provider')
    .innerJoin('sign_on_domains as domain', 'domain.organization_id', 'provider.organization_id')
    .select('provider.organization_id')
    .where('domain.domain', '=', domainOf(email))
    .where('domain.proven_at', 'is not', null)
    .where('provider.checked_at', 'is not', null)
    .where('provider.only_sign_on', '=', true)
    .executeTakeFirst()
  return row?.organization_id
}

export async function refuseWhereSignOnOnly(ctx: Context, userId: string): Promise<void> {
  const user = await ctx.control.db
    .selectFrom('users')
    .select(['email', 'platform_admin'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow()
  const organizationId = await passwordsRefusedBy(ctx, user.email)
  if (organizationId === undefined || user.platform_admin) return
  const owner = await ctx.control.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .where('project_id', 'is', null)
    .where('role', '=', 'owner')
    .executeTakeFirst()
  if (!owner) throw signOnOnly()
}

/** Sign-ins by password that would be refused now end now. */
export async function endPasswordLogins(tx: Tx, organizationId: string): Promise<void> {
  const domains = await tx.db
    .selectFrom('sign_on_domains')
    .select('domain')
    .where('organization_id', '=', organizationId)
    .where('proven_at', 'is not', null)
    .execute()
  const owners = tx.db
    .selectFrom('agent_memberships')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('project_id', 'is', null)
    .where('role', '=', 'owner')
  for (const { domain } of domains) {
    const refused = await tx.db
      .selectFrom('users')
      .select('id')
      .where('email', 'like', `%@${domain.replaceAll(/[%_\\]/g, '\\$&')}`)
      .where('platform_admin', '=', false)
      .where('id', 'not in', owners)
      .execute()
    await eachAtOnce(refused, atOnce, ({ id: userId }) => dropLogins(tx, { userId }))
  }
}

/** Whoever came in by the organization's identity provider goes. */
export async function endSignOnLogins(tx: Tx, organizationId: string): Promise<void> {
  const people = await tx.db
    .selectFrom('sign_on_identities')
    .select('user_id as userId')
    .distinct()
    .where('organization_id', '=', organizationId)
    .execute()
  await eachAtOnce(people, atOnce, ({ userId }) => dropLogins(tx, { userId, organizationId }))
}
