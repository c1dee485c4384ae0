import type { FastifyInstance } from 'fastify'

/** Directives of a Content-Security-Policy; what is not named falls to `default-src 'none'`. */
export type ContentPolicy = Readonly<Record<string, string>>

const closed: ContentPolicy = {
  'default-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
}

/** Pages of our own: files and connections of the same origin, no inline script; their frames show `replayUrl` only. */
export const pagePolicy = (replayUrl: string): ContentPolicy => ({
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': "'self' data: blob:",
  'font-src': "'self'",
  'connect-src': "'self'",
  'media-src': "'self' blob:",
  'worker-src': "'self'",
  'manifest-src': "'self'",
  'frame-src': replayUrl,
})

/** The page on which recordings are rebuilt: it runs its own script and shows styles; nothing leads out of it. */
export const playerPolicy = (publicUrl: string): ContentPolicy => ({
  'script-src': "'self'",
  'style-src': "'self' 'unsafe-inline'",
  'img-src': 'data: blob:',
  'font-src': "'self' data: blob:",
  'connect-src': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'frame-ancestors': publicUrl,
})

export const printPolicy = (policy: ContentPolicy): string =>
  Object.entries({ ...closed, ...policy })
    .map(([directive, sources]) => `${directive} ${sources}`)
    .join('; ')

/** What every answer says to browsers. A route may loosen one of these by setting it itself. */
export function sendSecurityHeaders(app: FastifyInstance, publicUrl: string, policy: ContentPolicy): void {
  const framed = policy['frame-ancestors'] !== undefined
  const headers: Record<string, string> = {
    'content-security-policy': printPolicy(policy),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    // Whoever opens a page of ours loses hold of it; a site that we open for a masking preview may answer.
    'cross-origin-opener-policy': 'same-origin-allow-popups',
    'cross-origin-resource-policy': framed ? 'cross-origin' : 'same-origin',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
    'origin-agent-cluster': '?1',
    ...(framed ? {} : { 'x-frame-options': 'DENY' }),
    ...(publicUrl.startsWith('https:') ? { 'strict-transport-security': 'max-age=31536000' } : {}),
  }
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(headers).header('x-request-id', request.id)
  })
  app.addHook('onSend', async (_, reply) => {
    // Answers are about people unless a route says otherwise.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store')
  })
}
