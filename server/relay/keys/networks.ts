import type { IncomingMessage } from 'node:http'
import { BlockList, isIPv6 } from 'node:net'

/** Addresses and networks in CIDR notation, looked up without looking at each. */
export function networksOf(list: readonly string[]): BlockList {
  const networks = new BlockList()
  for (const one of list) {
    const [address = '', bits] = one.split('/')
    const family = isIPv6(address) ? 'ipv6' : 'ipv4'
    if (bits === undefined) networks.addAddress(address, family)
    else networks.addSubnet(address, Number(bits), family)
  }
  return networks
}

export const isWithin = (networks: BlockList, address: string): boolean =>
  networks.check(address, isIPv6(address) ? 'ipv6' : 'ipv4')

/** Who sent a request: the last address in its way that is not one of our own proxies, which alone are believed. */
export function clientAddress({ socket, headers }: IncomingMessage, proxies: BlockList): string {
  let address = socket.remoteAddress ?? ''
  const named = headers['x-forwarded-for']
  const way = (Array.isArray(named) ? named.join() : (named ?? '')).split(',')
  for (let place = way.length - 1; place >= 0 && isWithin(proxies, address); place--) {
    const before = way[place]?.trim() ?? ''
    if (before === '') break
    address = before
  }
  return address
}
