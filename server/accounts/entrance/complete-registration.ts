import type { CompleteRegistration, RegistrationDetails } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { type Admission, admit } from '../login/admit.ts'
import type { Visit } from '../login/device.ts'
import { hashPassword } from '../login/password.ts'
import { registrationRequested } from '../mail/letters/registration-requested.ts'
import { registrationWaiting } from '../mail/letters/registration-waiting.ts'
import { mailMember, mailPlatformAdmins } from '../mail/mail-member.ts'
import { adminsOf } from '../mail/organization-addresses.ts'
import type { TokenRow } from '../mail/token-letters.ts'
import { createUser } from '../members/create-user.ts'
import { giveMembership } from '../members/give-membership.ts'
import { placeName } from '../members/read-invite.ts'
import { findToken, spendToken } from '../one-time-tokens.ts'
import { insertOrganization } from '../organizations/create-organization.ts'
import { freeCode } from '../organizations/free-code.ts'
import { closed } from './register.ts'
import { registration } from './registration.ts'

/** What comes after the address is confirmed, as the installation is set now. */
async function nextOf(ctx: Context, row: TokenRow): Promise<RegistrationDetails['next']> {
  const mode = await registration(ctx)
  if (mode === 'approval') return 'wait'
  if (mode !== 'closed' && row.organization_id !== null) return 'join'
  if (mode === 'open') return 'found'
  throw closed()
}

export async function readRegistration(
  ctx: Context,
  { token }: { readonly token: string },
): Promise<RegistrationDetails> {
  const row = await findToken(ctx, 'register', token)
  const organization = row.organization_id === null ? null : ((await placeName(ctx, row)) ?? null)
  return {
    email: row.email ?? '',
    displayName: row.display_name ?? '',
    next: await nextOf(ctx, row),
    organization,
  }
}

/** Makes the account, or the request for one where somebody decides. `undefined`: they wait for an answer. */
export async function completeRegistration(
  ctx: Context,
  input: CompleteRegistration,
  visit?: Visit,
): Promise<Admission | undefined> {
  const row = await findToken(ctx, 'register', input.token)
  const next = await nextOf(ctx, row)
  if (next === 'wait') return ask(ctx, row)
  const missing = input.password === undefined ? 'password' : next === 'found' && !input.organizationName
  if (missing || input.password === undefined)
    throw new ProblemError('invalid-request', 'Something is missing.', 'Fill in what the page asks for.', {
      field: missing === 'password' ? 'password' : 'organizationName',
    })
  const password_hash = await hashPassword(input.password)
  const acting: Context = { ...ctx, actor: { kind: 'member', userId: row.id, platformAdmin: false } }
  await transact(acting, acting.control, async (ctx, tx) => {
    const { id, email, display_name, language } = await spendToken(ctx, tx, row.id)
    await createUser(ctx, tx, { id, email: email ?? '', display_name: display_name ?? '', language, password_hash })
    await settle(ctx, tx, row, input.organizationName)
  })
  return admit(acting, row.id, { ...visit, expected: true })
}

/** Into the organization of their code, or into one of their own. */
async function settle(ctx: Context, tx: Tx, row: TokenRow, name = ''): Promise<void> {
  const place = { userId: row.id, projectId: null }
  if (row.organization_id !== null && row.role !== null)
    return giveMembership(ctx, tx, { ...place, organizationId: row.organization_id, role: row.role })
  const { id } = await insertOrganization(ctx, tx, { name, code: await freeCode(tx, name) })
  return giveMembership(ctx, tx, { ...place, organizationId: id, role: 'owner' })
}

const patience = 30 * 86_400_000

/** The confirmed link becomes the request; asking again replaces an earlier one. */
async function ask(ctx: Context, row: TokenRow): Promise<undefined> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await spendToken(ctx, tx, row.id)
    await tx.db
      .deleteFrom('password_reset_tokens')
      .where('purpose', '=', 'request')
      .where('email', '=', row.email)
      .execute()
    await tx.db
      .updateTable('password_reset_tokens')
      .set({ purpose: 'request', used_at: null, sha256: null, expires_at: new Date(ctx.now().getTime() + patience) })
      .where('id', '=', row.id)
      .execute()
    await tellAdmins(tx, row.organization_id)
  })
}

/** Those who can let them in. An organization without anybody yet is looked after by those who run the installation. */
async function tellAdmins(tx: Tx, organizationId: string | null): Promise<void> {
  const admins = organizationId === null ? [] : await adminsOf(tx, organizationId)
  if (organizationId === null || admins.length === 0)
    return mailPlatformAdmins(tx, { template: registrationRequested, data: {} })
  const data = { organizationId }
  for (const userId of admins) await mailMember(tx, { template: registrationWaiting, userId, data })
}
