import type { FastifyRequest } from 'fastify'
import { limitRate } from '../../platform/http/limit-rate.ts'
import { networkOf } from '../../platform/http/network-of.ts'
import { signInRate } from './tables.ts'

/** Roomy enough for an office behind one address. */
const perMinute = 60

/** Counts attempts by address, of which only a keyed hash is kept, for a minute. */
export async function limitSignIns({ ctx, ip }: FastifyRequest): Promise<void> {
  const address_mac = ctx.envelope.mac('sign-in-rate', networkOf(ip)).toString('hex')
  await limitRate(ctx, signInRate.key({ address_mac }), perMinute)
}
