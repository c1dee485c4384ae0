import { browserName, deviceCookie } from '@vitrine/protocol'
import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { openToken, sealToken } from '../../platform/crypto/token.ts'

/** What a browser says about itself when somebody signs in with it. */
export type Visit = { readonly browser: string; readonly device: string | undefined }

export function visitOf({ headers, cookies }: FastifyRequest): Visit {
  const agent = headers['user-agent'] ?? ''
  const name = browserName(agent)
  // Unknown ones would be named by all they say.
  return { browser: name === agent ? 'Unknown browser' : name, device: cookies[deviceCookie.name] }
}

const Claims = z.object({ of: z.string(), device: z.uuid() })
const owner = (ctx: Context, email: string) => ctx.envelope.mac('device', email.toLowerCase()).toString('base64url')

/** Which browser of the member's it is, if they have signed in with it before. */
export function knownDevice(ctx: Context, email: string, cookie: string | undefined): string | undefined {
  const claims = cookie ? openToken(ctx.envelope, 'device', cookie, Claims, ctx.now()) : undefined
  return claims?.of === owner(ctx, email) ? claims.device : undefined
}

/** What the browser shows next time. */
export function sealDevice(ctx: Context, email: string, device: string = crypto.randomUUID()): string {
  const until = new Date(ctx.now().getTime() + deviceCookie.ttl.seconds * 1_000)
  return sealToken(ctx.envelope, 'device', { of: owner(ctx, email), device }, until)
}
