import { DisplayName } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { giveMembership } from '../members/give-membership.ts'
import { type Identity, SignOnError } from './identity.ts'
import type { Provider } from './provider.ts'

/**
 * The member whom the provider means, made if need be. By its own name for them where it has come with that before; else
 * by the verified address, unless that account reaches beyond this organization: a provider never opens what is another's.
 */
export async function letIn(ctx: Context, provider: Provider, person: Identity): Promise<string> {
  const { organizationId, issuer } = provider
  const subject = sha256(JSON.stringify([issuer, person.sub]))
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const known = await tx.db
      .selectFrom('sign_on_identities')
      .select('user_id')
      .where('organization_id', '=', organizationId)
      .where('subject_sha256', '=', subject)
      .executeTakeFirst()
    const userId =
      known?.user_id ?? (await linkable(tx, organizationId, person.email)) ?? (await create(ctx, tx, person))
    const acting: Context = { ...ctx, actor: { kind: 'member', userId, platformAdmin: false } }
    if (!known) await link(acting, tx, organizationId, userId, subject)
    if (!(await isMember(tx, organizationId, userId)))
      await giveMembership(acting, tx, { userId, organizationId, projectId: null, role: provider.row.default_role })
    return userId
  })
}

/** The account with this address, if nothing of another organization hangs on it. */
async function linkable(tx: Tx, organizationId: string, email: string): Promise<string | undefined> {
  const user = await tx.db
    .selectFrom('users')
    .select(['id', 'platform_admin'])
    .where('email', '=', email)
    .forUpdate()
    .executeTakeFirst()
  if (!user) return undefined
  const elsewhere = await tx.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('user_id', '=', user.id)
    .where('organization_id', '!=', organizationId)
    .executeTakeFirst()
  if (user.platform_admin || elsewhere) throw new SignOnError('taken')
  return user.id
}

async function isMember(tx: Tx, organizationId: string, userId: string): Promise<boolean> {
  const row = await tx.db
    .selectFrom('agent_memberships')
    .select('id')
    .where('user_id', '=', userId)
    .where('organization_id', '=', organizationId)
    .executeTakeFirst()
  return row !== undefined
}

async function create(ctx: Context, tx: Tx, { email, name }: Identity): Promise<string> {
  const id = crypto.randomUUID()
  const called = DisplayName.safeParse(name?.slice(0, 100).trim() ?? '')
  const display_name = called.success ? called.data : email.slice(0, email.indexOf('@')).slice(0, 100)
  await tx.db.insertInto('users').values({ id, email, display_name, created_at: ctx.now() }).execute()
  return id
}

async function link(ctx: Context, tx: Tx, organizationId: string, userId: string, subject: Buffer): Promise<void> {
  const id = crypto.randomUUID()
  const row = { id, organization_id: organizationId, user_id: userId, subject_sha256: subject, created_at: ctx.now() }
  await tx.db.insertInto('sign_on_identities').values(row).execute()
  await audit(ctx, tx, { action: 'sign-on.linked', organizationId, target: { kind: 'member', id: userId } })
}
