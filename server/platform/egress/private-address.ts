import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { plainHost } from './hosts.ts'

const networks: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
]

const closed = new BlockList()
for (const [network, bits, family] of networks) closed.addSubnet(network, bits, family)

const global = new BlockList()
global.addSubnet('2000::', 3, 'ipv6')
/** Within what is public: translations that carry an IPv4 address of whatever kind, and what is for documentation. */
const carriers = new BlockList()
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  carriers.addSubnet(network, bits, 'ipv6')

/** Whether an address belongs to this machine, its network or nobody, so that it may not be called on somebody's word. */
export function isPrivate(address: string): boolean {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1] ?? address
  if (isIP(mapped) === 4) return closed.check(mapped, 'ipv4')
  return !global.check(mapped, 'ipv6') || carriers.check(mapped, 'ipv6')
}

export class PrivateAddressError extends Error {
  override readonly name = 'PrivateAddressError'

  constructor(host: string) {
    super(`${host} is at a private address, which may not be called.`)
  }
}

/** For a host that is an address itself, which nobody looks up. */
export function refusePrivate(hostname: string): void {
  const host = plainHost(hostname)
  if (isPrivateHost(host)) throw new PrivateAddressError(host)
}

/** Whether a host says by itself that it is no public one. */
export function isPrivateHost(hostname: string): boolean {
  const host = plainHost(hostname)
  return host === 'localhost' || (isIP(host) !== 0 && isPrivate(host))
}

/** Looks a name up and refuses it when any of its addresses is private; what was checked is what is connected to. */
export const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return done(error, '')
    if (found.length === 0 || found.some(({ address }) => isPrivate(address)))
      return done(new PrivateAddressError(hostname), '')
    if (options.all) return done(null, found)
    return done(null, found[0]?.address ?? '', found[0]?.family)
  })
}
