import type { Recipient } from '@vitrine/ledger'
import type { Config } from '../config/config.ts'
import { hostsOf, isLoopback, plainHost } from './hosts.ts'

/** `reaches`: host names as they are compared. */
export type ActiveRecipient = Recipient & { readonly reaches: readonly string[] }

/**
 * The recipients that this installation has, the way it is set up. One behind an unset setting is none, and neither is
 * one on this very machine.
 */
export function activeRecipients(
  { recipients }: { readonly recipients: readonly Recipient[] },
  config: Config,
): ActiveRecipient[] {
  return recipients.flatMap((recipient) => {
    const { id, hosts, activeWhen } = recipient
    if (activeWhen !== undefined && !settingOf(config, activeWhen, id)) return []
    // Which hosts these are is asked when one of them is called; name servers are asked for names, and called for nothing else.
    if ('column' in hosts || 'asks' in hosts) return [{ ...recipient, reaches: [] }]
    if (!('setting' in hosts)) return [{ ...recipient, reaches: hosts.map(plainHost) }]
    const { setting } = hosts
    const inAll = [config, ...(inRegions.has(setting.split('.')[0] ?? '') ? config.otherRegions : [])]
    const addresses = inAll.flatMap((one) => settingOf(one, setting, id) ?? [])
    const reaches = [...new Set(addresses.flatMap(hostsOf))].filter((host) => !isLoopback(host))
    return reaches.length > 0 ? [{ ...recipient, reaches }] : []
  })
}

/** What each region has of its own. */
const inRegions = new Set(['databaseUrl', 'keysDatabaseUrl', 'redisUrl', 's3'])

/** `path` as in `operator.hosting`; below a setting that is not filled in nothing is. */
function settingOf(config: object, path: string, recipient: string): string | undefined {
  let found: unknown = config
  for (const name of path.split('.')) {
    if (found === undefined) return undefined
    if (typeof found !== 'object' || found === null || !(name in found))
      throw new Error(`recipient('${recipient}') names the setting "${path}", which the configuration does not have.`)
    found = (found as Record<string, unknown>)[name]
  }
  const [first]: unknown[] = Array.isArray(found) ? found : [found]
  return typeof first === 'string' && first !== '' ? first : undefined
}
