import type { InviteDetails } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { findToken } from '../one-time-tokens.ts'

/** Whom a link invites, for whoever holds it. */
export async function readInvite(ctx: Context, input: { readonly token: string }): Promise<InviteDetails> {
  const invitation = await findToken(ctx, 'invite', input.token)
  return { email: invitation.email ?? '', displayName: invitation.display_name ?? '' }
}
