import { Agent, fetch } from 'undici'
import type { Log } from '../log/log.ts'
import type { Witness } from '../observations/witness.ts'
import type { ActiveRecipient } from './active-recipients.ts'
import type { ColumnHosts } from './column-hosts.ts'
import type { Egress } from './egress.ts'
import { admitHost } from './guard-sockets.ts'
import { isLoopback, plainHost } from './hosts.ts'
import { publicLookup, refusePrivate } from './private-address.ts'
import { EgressError } from './refusal.ts'

const mostRedirects = 5
const redirects = new Set([301, 302, 303, 307, 308])
/** Says who we are; stays with the host that it was meant for. */
const credentials = ['authorization', 'cookie', 'proxy-authorization']

/** Hosts that members enter: reached encrypted, and not at private addresses unless a setting says so. */
export type Entered = { readonly isKnown: ColumnHosts; readonly privateToo: boolean }

/** The only way to send a request to the outside. Redirects are followed for reading only, each checked like the first. */
export function createEgress(
  recipients: readonly ActiveRecipient[],
  log: Log<'place'>,
  witness?: Pick<Witness, 'saw'>,
  entered: Entered = { isKnown: async () => false, privateToo: false },
): Egress {
  const declared = new Set(recipients.flatMap(({ reaches }) => reaches))
  const limits = { headersTimeout: 60_000, bodyTimeout: 60_000 }
  const dispatcher = new Agent({ connect: { timeout: 10_000 }, ...limits })
  const lookup = entered.privateToo ? {} : { lookup: publicLookup }
  const careful = new Agent({ connect: { timeout: 10_000, ...lookup }, ...limits })
  const allows = (host: string): boolean => declared.has(plainHost(host))

  /** Answers who connects, and how to say that it is done. */
  async function open(url: URL, isEntered: boolean): Promise<{ by: Agent; done: () => void }> {
    if (url.protocol !== 'https:' && url.protocol !== 'http:')
      throw new TypeError(`${url.protocol} addresses can't be fetched`)
    if (!isEntered && allows(url.hostname)) return { by: dispatcher, done: () => {} }
    if (await entered.isKnown(plainHost(url.hostname))) {
      if (!entered.privateToo) refusePrivate(url.hostname)
      if (url.protocol !== 'https:' && !isLoopback(url.hostname))
        throw new TypeError(`${url.hostname} is not called without encryption`)
      return { by: careful, done: admitHost(url.hostname) }
    }
    witness?.saw('host-refused', plainHost(url.hostname))
    log.warn('A request to an undeclared host was refused', { place: plainHost(url.hostname) })
    throw new EgressError(plainHost(url.hostname))
  }

  return {
    allows,
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
