import { isIP } from 'node:net'

/** As names are compared: small letters, no brackets, no trailing dot. */
export const plainHost = (host: string): string =>
  host
    .toLowerCase()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')

/** This machine: nothing leaves it. A name that only resolves to it does not count. */
export function isLoopback(host: string): boolean {
  const plain = plainHost(host)
  if (plain === '' || plain === 'localhost' || plain === '::1' || plain === '0:0:0:0:0:0:0:1') return true
  const mapped = plain.replace(/^::ffff:(?=[\d.]+$)/, '')
  return isIP(mapped) === 4 && mapped.startsWith('127.')
}

type Addresses = { readonly simulatorUrl: string | undefined; readonly otlpUrl: string | undefined }

/** What the settings name on this very machine, which is no recipient and is called all the same. */
export const originsHere = ({ simulatorUrl, otlpUrl }: Addresses): string[] =>
  [simulatorUrl, otlpUrl].flatMap((address) => {
    const url = address === undefined ? undefined : new URL(address)
    return url && isLoopback(url.hostname) ? [url.origin] : []
  })

/** The hosts that a setting's value reaches: of a URL (PostgreSQL's `?host=` included), or the value itself. */
export function hostsOf(value: string): string[] {
  if (!URL.canParse(value) || !value.includes('://')) return [plainHost(value)]
  const url = new URL(value)
  const hosts = [url.hostname, ...url.searchParams.getAll('host'), ...url.searchParams.getAll('hostaddr')]
  return [...new Set(hosts.filter((host) => host !== '' && !host.startsWith('/')).map(plainHost))]
}
