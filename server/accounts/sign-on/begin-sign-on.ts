import type { BeginSignOn } from '@vitrine/protocol'
import { buildAuthorizationUrl, calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { clientOf, redirectUri } from './client.ts'
import { providerFor } from './provider.ts'
import { signOnFlows } from './tables.ts'

/** What has to hold when the browser comes back. */
export const Flow = z.object({
  organizationId: z.string(),
  verifier: z.string(),
  nonce: z.string(),
  browser: z.string(),
  next: z.string(),
})

export const flowKey = (state: string) => signOnFlows.key({ state_sha256: sha256(state).toString('hex') })
export const fingerprint = (secret: string): string => sha256(secret).toString('hex')

/** An address of this site to go on to; anything else leads to the start. */
const localPage = (next: string | undefined): string =>
  next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) && !next.startsWith('/api/') ? next : '/'

/** Where to send the browser, and the secret by which it is known again. */
export async function beginSignOn(ctx: Context, input: BeginSignOn): Promise<{ location: string; browser: string }> {
  const provider = await providerFor(ctx, input.email)
  if (!provider) throw new ProblemError('not-found', 'No organization signs on with this address.', 'Use a password.')
  const client = await clientOf(ctx, provider).catch(() => {
    throw new ProblemError('unavailable', 'The identity provider does not answer.', 'Try again in a moment.', {
      retryAfterSeconds: 30,
    })
  })
  const [state, nonce, browser, verifier] = [randomToken(), randomToken(), randomToken(), randomPKCECodeVerifier()]
  const { organizationId } = provider
  const flow = { organizationId, verifier, nonce, browser: fingerprint(browser), next: localPage(input.next) }
  await ctx.control.ephemeral.set(flowKey(state), JSON.stringify(flow))
  const location = buildAuthorizationUrl(client, {
    redirect_uri: redirectUri(ctx),
    response_type: 'code',
    scope: 'openid email profile',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
    login_hint: input.email,
  })
  return { location: location.href, browser }
}
