import type { Context } from '../../context.ts'
import { openToken } from '../../platform/crypto/token.ts'
import { AccessClaims, endLogin } from './login-session.ts'

/** Ends the sign-in that an access cookie belongs to; its cookies are worthless from then on. */
export async function signOut(ctx: Context, input: { readonly access: string }): Promise<void> {
  const claims = openToken(ctx.envelope, 'access', input.access, AccessClaims, ctx.now())
  if (claims) await endLogin(ctx, claims.userId, claims.family)
}
