import type { Context } from '../../context.ts'
import { sha256 } from '../../platform/crypto/random-token.ts'
import { limitRate } from '../../platform/http/limit-rate.ts'
import { invitationRate, invitationRateTo } from '../tables.ts'

const perOrganization = 100
const perAddress = 10

/** Counts one more invitation, where it comes from and where it goes; too many of either are refused for an hour. */
export async function limitInvitations(
  ctx: Context,
  { email, organizationId }: { readonly email: string; readonly organizationId: string },
): Promise<void> {
  await limitRate(ctx, invitationRate.key({ id: organizationId }), perOrganization)
  await limitRate(ctx, invitationRateTo.key({ email_sha256: sha256(email).toString('hex') }), perAddress)
}
