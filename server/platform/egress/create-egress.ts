import { Agent, fetch } from 'undici'
import type { Log } from '../log/log.ts'
import type { Witness } from '../observations/witness.ts'
import type { ActiveRecipient } from './active-recipients.ts'
import type { ColumnHosts } from './column-hosts.ts'
import type { Connector, Egress, Entered } from './egress.ts'
import { admitHost } from './guard-sockets.ts'
import { plainHost } from './hosts.ts'
import { isPrivateHost, publicLookup, refusePrivate } from './private-address.ts'
import { EgressError } from './refusal.ts'

const mostRedirects = 5
const redirects = new Set([301, 302, 303, 307, 308])
/** Says who we are; stays with the host that it was meant for. */
const credentials = ['authorization', 'cookie', 'proxy-authorization']

/**
 * The only way to send a request to the outside. Redirects are followed for reading only, each checked like the first.
 * `entered`: hosts that members enter are reached encrypted, and at private addresses only where that is said.
 * `here`: origins of our own on this very machine.
 */
export function createEgress(
  recipients: readonly ActiveRecipient[],
  log: Log<'place'>,
  witness?: Pick<Witness, 'saw'>,
  entered: ColumnHosts = async () => undefined,
  here: readonly string[] = [],
): Egress {
  const declared = new Set(recipients.flatMap(({ reaches }) => reaches))
  const limits = { headersTimeout: 60_000, bodyTimeout: 60_000 }
  const dispatcher = new Agent({ connect: { timeout: 10_000 }, ...limits })
  const publicOnly = { lookup: publicLookup }
  const careful = new Agent({ connect: { timeout: 10_000, ...publicOnly }, ...limits })
  const allows = (host: string): boolean => declared.has(plainHost(host))

  /** Answers who connects and how, and how to say that it is done. */
  async function open(url: URL, isEntered: Entered): Promise<{ readonly by: Agent } & Connector> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new TypeError(`${url.protocol} addresses can't be fetched`)
    const isOurs = isEntered !== 'public' && (here.includes(url.origin) || (!isEntered && allows(url.hostname)))
    if (isOurs) return { by: dispatcher, how: {}, done: () => {} }
    const where = await entered(plainHost(url.hostname))
    if (where) {
      const isPublic = isEntered === 'public' || where === 'public'
      if (isPublic) refusePrivate(url.hostname)
      // Names may lead anywhere, so only an address can say that nothing leaves the operator's own network.
      if (url.protocol !== 'https:' && (isPublic || !isPrivateHost(url.hostname)))
        throw new TypeError(`${url.hostname} is not called without encryption`)
      const done = admitHost(url.hostname)
      return isPublic ? { by: careful, how: publicOnly, done } : { by: dispatcher, how: {}, done }
    }
    witness?.saw('host-refused', plainHost(url.hostname))
    log.warn('A request to an undeclared host was refused', { place: plainHost(url.hostname) })
    throw new EgressError(plainHost(url.hostname))
  }

  return {
    allows,
    connector: (origin) => open(new URL(origin), true),
    async fetch(address, { signal = AbortSignal.timeout(120_000), entered: isEntered = false, ...init } = {}) {
      let url = new URL(address)
      const headers = new Headers(init.headers)
      for (let hop = 0; hop <= mostRedirects; hop++) {
        const { by, done } = await open(url, isEntered)
        const request = { ...init, signal, headers: [...headers], redirect: 'manual', dispatcher: by } as object
        const answer = (await fetch(url, request).finally(done)) as unknown as Response
        if (init.redirect === 'manual') return answer
        const location = answer.headers.get('location')
        const reads = init.method === undefined || /^(get|head)$/i.test(init.method)
        if (!redirects.has(answer.status) || location === null || !reads) return answer
        await answer.body?.cancel()
        const next = new URL(location, url)
        if (url.protocol === 'https:' && next.protocol === 'http:')
          throw new TypeError(`${url.hostname} redirects to an address without encryption`)
        if (next.origin !== url.origin) for (const name of credentials) headers.delete(name)
        url = next
      }
      throw new TypeError(`${url.hostname} redirects more than ${mostRedirects} times`)
    },
  }
}
