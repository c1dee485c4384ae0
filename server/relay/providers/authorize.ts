import type { Channel, Credential } from '../supply/supply.ts'
import type { Provider } from './provider.ts'

export type Unsigned = {
  readonly method: 'GET' | 'POST'
  readonly origin: string
  readonly path: string
  /** Names and values in turn; what says who we are is added. */
  readonly headers: string[]
  readonly body: Buffer
}

/** Adds to a request what the provider knows us by; a promise only where there is something to wait for. */
export function authorize({ provider, credential }: Channel, request: Unsigned): Promise<void> | undefined {
  if (provider.auth.kind === 'none') return undefined
  const given = credential()
  return given instanceof Promise
    ? given.then((fields) => authorizeWith(provider, fields, request))
    : authorizeWith(provider, given, request)
}

/** The same with a credential that is no channel's yet. A promise only where something is signed. */
export function authorizeWith({ auth }: Provider, fields: Credential, request: Unsigned): Promise<void> | undefined {
  const { key } = fields
  if (auth.kind === 'sigv4') return signWith(fields, auth.service, request)
  // Servers of one's own may ask for nothing.
  if (key === undefined || key === '') return undefined
  if (auth.kind === 'bearer') request.headers.push('authorization', `Bearer ${key}`)
  if (auth.kind === 'header') request.headers.push(auth.name, key)
  return undefined
}

async function signWith(fields: Credential, service: string, request: Unsigned): Promise<void> {
  const { sign } = await import('./sigv4.ts')
  request.headers.push(...(await sign(request, fields, service)))
}
