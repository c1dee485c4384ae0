import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from 'oidc-provider'
import { atEnd } from '../../../testing/cleanup.ts'

export type Person = { readonly email?: string; readonly email_verified?: boolean; readonly name?: string }

export const clientId = 'vitrine'
export const clientSecret = 'a-secret-of-the-client-that-is-long-enough'

/** A real identity provider on this machine that takes whoever `current` names in without asking. */
export async function startIdentityProvider(redirectUri: string) {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const people = new Map<string, Person>()
  const state = { current: '', asked: [] as URL[] }
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
    conformIdTokenClaims: false,
    cookies: { keys: ['a key of a test'] },
    features: { devInteractions: { enabled: false } },
    findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...people.get(id) }) }),
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({ clientId, accountId: oidc.session?.accountId ?? '' })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  server.on('request', (request, response) => {
    const url = new URL(request.url ?? '', issuer)
    if (url.pathname === '/auth') state.asked.push(url)
    if (!url.pathname.startsWith('/interaction/')) return void answer(request, response)
    void provider.interactionFinished(request, response, { login: { accountId: state.current } })
  })
  atEnd(async () => {
    server.closeAllConnections()
    server.close()
  })

  /** What a browser does that is sent there: the address it comes back with. */
  async function visit(location: string): Promise<string> {
    const cookies = new Map<string, string>()
    let next = location
    for (let hop = 0; hop < 10 && next.startsWith(issuer); hop++) {
      const headers = { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
      const reply = await fetch(next, { redirect: 'manual', headers })
      for (const set of reply.headers.getSetCookie()) {
        const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
        cookies.set(name, value)
      }
      const to = reply.headers.get('location')
      if (!to) throw new Error(`The provider answered ${reply.status}: ${await reply.text()}`)
      next = new URL(to, next).href
    }
    return next
  }
  return { issuer, people, state, visit }
}
