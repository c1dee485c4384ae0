import type { Context } from '../context.ts'
import { limitRate } from '../platform/http/limit-rate.ts'
import { networkOf } from '../platform/http/network-of.ts'
import { intakeRate } from './tables.ts'

/** Requests per minute from one address; many visitors may share one behind an office's router. */
const perMinute = { look: 600, report: 60, chunk: 600, asset: 1_200 } as const
export type IntakeKind = keyof typeof perMinute

/** Counts a request; `too-many-requests` beyond the limit. The address itself is not kept. */
export function limitIntake(ctx: Context, kind: IntakeKind, address: string): Promise<void> {
  const address_mac = ctx.envelope.mac('intake address', networkOf(address)).toString('base64url')
  return limitRate(ctx, intakeRate.key({ kind, address_mac }), perMinute[kind])
}
