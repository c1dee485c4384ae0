import type { Context } from '../../../context.ts'
import { isLoopback, plainHost } from '../../../platform/egress/hosts.ts'
import { isPrivateHost } from '../../../platform/egress/private-address.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { type Provider, providerOf } from '../../providers/index.ts'
import type { Credential } from '../supply.ts'

/** What is entered to reach a provider. */
export type Entered = {
  readonly provider: string
  readonly baseUrl?: string | undefined
  readonly fields: Credential
}

/** The same, checked; nobody has been called yet. */
export type Access = {
  readonly provider: Provider
  readonly baseUrl: string
  readonly hosts: string[]
  readonly fields: Credential
}

const wrong = (field: string, message: string, hint?: string) =>
  new ProblemError('invalid-request', message, hint, { field })

export function knownProvider(id: string): Provider {
  const provider = providerOf(id)
  if (!provider) throw wrong('provider', 'There is no such provider.', 'GET /api/relay/providers lists all there are.')
  return provider
}

function checkFields({ name, fields }: Provider, given: Credential): Credential {
  const unknown = Object.keys(given).find((one) => !fields.some((field) => field.name === one))
  if (unknown !== undefined) throw wrong(`fields.${unknown}`, `${name} does not ask for this.`)
  const complete: Record<string, string> = {}
  for (const field of fields) {
    const value = given[field.name] ?? field.preset
    if (value !== undefined) complete[field.name] = value
    else if (!field.optional) throw wrong(`fields.${field.name}`, `${name} needs this: ${field.label}.`)
  }
  return complete
}

/** Parts of a host's name, so that none leads to another host. */
const part = /^[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?$/i

function filledIn({ baseUrl, fields }: Provider, given: Credential): string {
  return baseUrl.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = given[name] ?? ''
    const label = fields.find((field) => field.name === name)?.label ?? name
    if (!part.test(value)) throw wrong(`fields.${name}`, `${label}: only letters, digits and hyphens.`)
    return value
  })
}

function checkOwnAddress(ctx: Context, given: string, privateToo: boolean): URL {
  const url = new URL(given)
  const { protocol, hostname, username, password, search, hash } = url
  if (username || password || search || hash)
    throw wrong('baseUrl', 'The address may have neither credentials nor a query.')
  if (url.origin === ctx.config.simulatorUrl && privateToo) return url
  const isPrivate = isPrivateHost(hostname)
  if (isPrivate && !(privateToo && ctx.config.privateProviders))
    throw wrong(
      'baseUrl',
      'The address is a private one.',
      privateToo ? 'VITRINE_PRIVATE_PROVIDERS allows them.' : 'Use a public address.',
    )
  if (protocol !== 'https:' && !isPrivate) throw wrong('baseUrl', 'The address has to begin with https.')
  return url
}

/** Checks what was entered. `privateToo`: by somebody who may have private addresses called, where the settings allow it. */
export function readAccess(ctx: Context, entered: Entered, { privateToo }: { readonly privateToo: boolean }): Access {
  const provider = knownProvider(entered.provider)
  const fields = checkFields(provider, entered.fields)
  if (provider.baseUrl) {
    if (entered.baseUrl !== undefined)
      throw wrong('baseUrl', `The address of ${provider.name} is known.`, 'Leave it out, or take OpenAI-compatible.')
    const baseUrl = filledIn(provider, fields)
    return { provider, baseUrl, hosts: [plainHost(new URL(baseUrl).hostname)], fields }
  }
  if (entered.baseUrl === undefined) throw wrong('baseUrl', 'Say where it is reached.')
  const url = checkOwnAddress(ctx, entered.baseUrl, privateToo)
  // Our own simulator is no recipient: nothing leaves this machine.
  const isOurs = url.origin === ctx.config.simulatorUrl && isLoopback(url.hostname)
  return {
    provider,
    baseUrl: url.href.replace(/\/$/, ''),
    hosts: isOurs ? [] : [plainHost(url.hostname)],
    fields,
  }
}
