import type { FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'
import { credentialsOf } from './credentials.ts'
import { opensToSites } from './permission.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Refuses what another site makes a browser do. Browsers say where a request comes from, and pages can't fake it;
 * programs that show a token are not browsers, and without cookies there is nothing to abuse.
 */
export function refuseForeign(request: FastifyRequest): void {
  const { ctx, headers } = request
  const site = headers['sec-fetch-site']
  const ours = site === undefined ? headers.origin === ctx.config.publicUrl : site === 'same-origin' || site === 'none'
  const fromNoBrowser = site === undefined && headers.origin === undefined && headers.cookie === undefined
  if (ours || fromNoBrowser || credentialsOf(request).bearer) return
  throw new ProblemError(
    'origin-not-allowed',
    'Only pages of this installation may do this with cookies.',
    'Use an API token.',
  )
}

/** The same for requests that change something, but those that clients' sites send on purpose, which carry no cookies. */
export function refuseForgery(request: FastifyRequest): void {
  const { permission } = request.routeOptions.config
  if (!safe.has(request.method) && !opensToSites(permission)) refuseForeign(request)
}
