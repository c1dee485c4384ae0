import { timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import type { Envelope } from './envelope.ts'

const longest = 4_096

/**
 * `base64url(JSON).base64url(HMAC)`: claims that the bearer can read but not change, valid for one purpose until
 * `expiresAt`. It can't be called back, so it is short-lived.
 */
export function sealToken(envelope: Envelope, purpose: string, claims: object, expiresAt: Date): string {
  const body = Buffer.from(JSON.stringify({ claims, until: expiresAt.getTime() })).toString('base64url')
  return `${body}.${envelope.mac(`token ${purpose}`, body).toString('base64url')}`
}

/** The claims, or `undefined` when the token is forged, lapsed, or meant for another purpose. */
export function openToken<T>(
  envelope: Envelope,
  purpose: string,
  token: string,
  claims: z.ZodType<T>,
  now: Date,
): T | undefined {
  const [body, mac, ...more] = token.length <= longest ? token.split('.') : []
  if (!body || !mac || more.length > 0) return undefined
  const given = Buffer.from(mac)
  const isRight = (expected: Buffer) => given.length === expected.length && timingSafeEqual(given, expected)
  const rights = envelope
    .macs(`token ${purpose}`, body)
    .map((right) => isRight(Buffer.from(right.toString('base64url'))))
  if (!rights.includes(true)) return undefined
  const content: unknown = JSON.parse(Buffer.from(body, 'base64url').toString())
  const parsed = z.object({ claims, until: z.number() }).safeParse(content)
  return parsed.success && now.getTime() < parsed.data.until ? parsed.data.claims : undefined
}
