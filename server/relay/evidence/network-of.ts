import { isIP } from 'node:net'

/** The eight groups of an IPv6 address. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.split('::')
  const split = (part: string) => (part === '' ? [] : part.split(':'))
  const [left, right] = [split(head), split(tail ?? '')]
  return tail === undefined
    ? left
    : [...left, ...Array.from({ length: 8 - left.length - right.length }, () => '0'), ...right]
}

/** An address cut to a network that many share: /24, of IPv6 /48. `null` for what is none. */
export function networkOf(address: string): string | null {
  const plain = address.replace(/%.*$/, '')
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/i.exec(plain)
  if (four?.[1] && isIP(plain) !== 0) return `${four[1]}.0/24`
  if (isIP(plain) !== 6) return null
  const short = groupsOf(plain.includes('.') ? `${plain.slice(0, plain.lastIndexOf(':'))}:0:0` : plain)
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
  return `${short.join(':')}::/48`
}
