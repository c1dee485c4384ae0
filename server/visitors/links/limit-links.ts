import type { FastifyRequest } from 'fastify'
import { limitRate } from '../../platform/http/limit-rate.ts'
import { networkOf } from '../../platform/http/network-of.ts'
import { visitorLinkRate } from '../tables.ts'

/** Roomy enough for a page that asks how far its erasure is. */
const perMinute = 120

/** Counts by address, of which only a keyed hash is kept, for a minute. */
export async function limitLinks({ ctx, ip }: FastifyRequest): Promise<void> {
  const address_mac = ctx.envelope.mac('visitor-link-rate', networkOf(ip)).toString('hex')
  await limitRate(ctx, visitorLinkRate.key({ address_mac }), perMinute)
}
