import {
  allowInsecureRequests,
  ClientSecretPost,
  type Configuration,
  type CustomFetchOptions,
  customFetch,
  discovery,
} from 'openid-client'
import type { Context } from '../../context.ts'
import type { Provider } from './provider.ts'

const longestAnswer = 1_000_000
const secondsToAnswer = 10

export const redirectUri = (ctx: Context): string => `${ctx.config.publicUrl}/api/sign-on/callback`

/** The provider as it describes itself at this moment, checked against its issuer. Nothing else is called for it. */
export async function clientOf(
  ctx: Context,
  { issuer, clientId, clientSecret }: Pick<Provider, 'issuer' | 'clientId' | 'clientSecret'>,
): Promise<Configuration> {
  const url = new URL(issuer)
  return discovery(url, clientId, {}, ClientSecretPost(clientSecret), {
    timeout: secondsToAnswer,
    [customFetch]: (address, options) => fetchBriefly(ctx, address, options),
    // The way out decides where that is allowed: on this very machine, if anywhere.
    execute: url.protocol === 'http:' ? [allowInsecureRequests] : [],
  })
}

/** A provider is somebody else's server: what it sends is read up to a limit. */
async function fetchBriefly(ctx: Context, address: string, asked: CustomFetchOptions): Promise<Response> {
  const sent = asked.body instanceof Uint8Array ? new Uint8Array(asked.body) : asked.body
  const { body, status, headers } = await ctx.egress.fetch(address, { ...asked, body: sent, entered: true })
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body ?? []) {
    size += part.length
    if (size > longestAnswer) throw new TypeError('The identity provider sent too much')
    parts.push(part)
  }
  const content = Buffer.concat(parts)
  const plain = new Headers(headers)
  for (const name of ['content-encoding', 'content-length']) plain.delete(name)
  return new Response(content.length > 0 ? content : null, { status, headers: plain })
}

/** The hosts that signing on takes us to, as the provider names them. */
export function hostsOfProvider(client: Configuration, issuer: string): string[] {
  const { token_endpoint, jwks_uri, userinfo_endpoint } = client.serverMetadata()
  const addresses = [issuer, token_endpoint, jwks_uri, userinfo_endpoint].filter((one) => one !== undefined)
  return [...new Set(addresses.map((address) => new URL(address).hostname.replace(/^\[|\]$/g, '')))]
}
