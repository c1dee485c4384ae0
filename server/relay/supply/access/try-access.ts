import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { below } from '../../providers/address-of.ts'
import { authorizeWith } from '../../providers/authorize.ts'
import type { Access } from './read-access.ts'

const longestMs = 15_000

const pairs = (list: readonly string[]): [string, string][] =>
  list.flatMap((name, at) => (at % 2 === 0 ? [[name, list[at + 1] ?? ''] as [string, string]] : []))

function reasonOf(error: unknown): string {
  const why = error instanceof Error && error.cause instanceof Error ? error.cause : error
  if (!(error instanceof Error && why instanceof Error)) return ''
  if (why.name === 'PrivateAddressError') return ' It is at a private address.'
  return error.name === 'TimeoutError' ? ` It took longer than ${longestMs / 1_000} seconds.` : ''
}

/**
 * Asks the provider for something cheap that only a good credential gets. Its host has to stand in a channel or a
 * credential by then. Of the answer nothing but its status is looked at.
 */
export async function tryAccess(
  ctx: Context,
  { provider, baseUrl, fields }: Pick<Access, 'provider' | 'baseUrl' | 'fields'>,
): Promise<void> {
  const { name, probe, headers = {} } = provider
  if (!probe) return
  const { origin, path } = below(baseUrl, probe.path)
  const list = Object.entries({ accept: 'application/json', ...headers }).flat()
  if (probe.body !== undefined) list.push('content-type', 'application/json')
  const method = probe.body === undefined ? 'GET' : 'POST'
  const body = Buffer.from(probe.body ?? '')
  await authorizeWith(provider, fields, { method, origin, path, headers: list, body })
  let status: number
  try {
    const signal = AbortSignal.timeout(longestMs)
    const sent = probe.body === undefined ? {} : { body: probe.body }
    // A redirect would take the credential elsewhere.
    const redirect = 'manual' as const
    const answer = await ctx.egress.fetch(origin + path, { method, headers: pairs(list), redirect, signal, ...sent })
    status = answer.status
    await answer.body?.cancel()
  } catch (error) {
    throw new ProblemError(
      'invalid-request',
      `${name} did not answer.${reasonOf(error)}`,
      'Check the address, then try again.',
      { field: 'baseUrl' },
    )
  }
  const isGood = probe.good ? probe.good.includes(status) : status >= 200 && status < 300
  if (isGood) return
  const refused = status === 401 || status === 403
  throw new ProblemError(
    'invalid-request',
    refused ? `${name} refused the credential (status ${status}).` : `${name} answered with status ${status}.`,
    refused ? 'Check the credential and what it is good for.' : 'Check the address, then try again.',
    { field: refused ? 'fields' : 'baseUrl' },
  )
}
