import { isIPv6 } from 'node:net'
import type { Context } from '../context.ts'
import { limitRate } from '../platform/http/limit-rate.ts'
import { intakeRate } from './tables.ts'

/** Requests per minute from one address; many visitors may share one behind an office's router. */
const perMinute = { look: 600, report: 60, chunk: 600, asset: 1_200 } as const
export type IntakeKind = keyof typeof perMinute

/** Counts a request; `too-many-requests` beyond the limit. The address itself is not kept. */
export function limitIntake(ctx: Context, kind: IntakeKind, address: string): Promise<void> {
  const address_mac = ctx.envelope.mac('intake address', network(address)).toString('base64url')
  return limitRate(ctx, intakeRate.key({ kind, address_mac }), perMinute[kind])
}

/** One household has a whole /64 of IPv6 addresses: they count as one. */
export function network(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const groups = head.split(':').filter(Boolean)
  const after = (tail ?? '').split(':').filter(Boolean)
  const all = tail === undefined ? groups : [...groups, ...Array(8 - groups.length - after.length).fill('0'), ...after]
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')
}
