import type { Context } from '../../context.ts'
import { isLoopback, plainHost } from '../../platform/egress/hosts.ts'
import { refusePrivate } from '../../platform/egress/private-address.ts'
import { ProblemError } from '../../platform/errors.ts'

const refuse = (message: string, hint: string) => new ProblemError('invalid-request', message, hint, { field: 'url' })

/**
 * What a name resolves to is looked at when it is called. The installation's own recipients, its database among them, are
 * reached without that, so none of their hosts may be entered here.
 */
export function checkAddress({ egress, config }: Pick<Context, 'egress' | 'config'>, address: string): URL {
  const url = new URL(address)
  const inside = isLoopback(url.hostname)
  if (url.protocol !== 'https:' && !(inside && config.privateWebhooks))
    throw refuse('The address is called encrypted only.', 'Begin it with https://.')
  if (url.username || url.password)
    throw refuse('The address carries a name or password.', 'Check the signature instead: every call has one.')
  if (egress.allows(url.hostname)) throw refuse('This host may not be called.', 'Enter a host of your own.')
  try {
    if (!config.privateWebhooks) refusePrivate(url.hostname)
  } catch {
    throw refuse(`${plainHost(url.hostname)} is at a private address.`, 'Enter one that is reachable from outside.')
  }
  return url
}
