import { authorizationCodeGrant } from 'openid-client'
import type { z } from 'zod'
import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import type { Visit } from '../login/device.ts'
import { type Login, startLogin } from '../login/login-session.ts'
import { Flow, fingerprint, flowKey } from './begin-sign-on.ts'
import { clientOf } from './client.ts'
import { Identity, SignOnError } from './identity.ts'
import { letIn } from './let-in.ts'
import { domainOf, type Provider, providerOf } from './provider.ts'

type Back = { readonly address: URL; readonly browser: string }

/** Takes a browser in that comes back from the identity provider. Throws a `SignOnError` for what people may know of it. */
export async function finishSignOn(ctx: Context, back: Back, visit: Visit): Promise<{ login: Login; next: string }> {
  const state = back.address.searchParams.get('state') ?? ''
  const flow = await takeFlow(ctx, state)
  if (!flow || flow.browser !== fingerprint(back.browser)) throw new SignOnError('lapsed')
  const provider = await providerOf(ctx, flow.organizationId)
  if (!provider?.row.checked_at) throw new SignOnError('lapsed')
  const claims = await exchange(ctx, provider, back.address, { state, ...flow })
  if (claims.email_verified !== true) throw new SignOnError('unverified')
  if (!(await speaksFor(ctx, provider, claims.email))) throw new SignOnError('foreign')
  const userId = await letIn(ctx, provider, claims)
  const login = await startLogin(ctx, userId, { ...visit, organizationId: provider.organizationId })
  return { login, next: flow.next }
}

/** Once: whoever comes with the same state again is too late. */
async function takeFlow(ctx: Context, state: string): Promise<z.infer<typeof Flow> | undefined> {
  if (!/^[\w-]{43}$/.test(state)) return undefined
  const key = flowKey(state)
  const kept = await ctx.control.ephemeral.get(key)
  if (!kept || !(await ctx.control.ephemeral.compareAndSet(key, kept, ''))) return undefined
  await ctx.control.ephemeral.delete(key)
  return Flow.parse(JSON.parse(kept))
}

type Expected = { readonly state: string; readonly nonce: string; readonly verifier: string }

async function exchange(ctx: Context, provider: Provider, address: URL, { state, nonce, verifier }: Expected) {
  try {
    const client = await clientOf(ctx, provider)
    const tokens = await authorizationCodeGrant(client, address, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    return Identity.parse(tokens.claims())
  } catch (error) {
    ctx.log.warn('A sign-on failed', errorFields(error))
    throw new SignOnError('refused')
  }
}

/** The domain may have been given up since the browser left. */
async function speaksFor(ctx: Context, { organizationId }: Provider, email: string): Promise<boolean> {
  const row = await ctx.control.db
    .selectFrom('sign_on_domains')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('domain', '=', domainOf(email))
    .where('proven_at', 'is not', null)
    .executeTakeFirst()
  return row !== undefined
}
