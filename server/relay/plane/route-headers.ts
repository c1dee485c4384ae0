import type { Target } from '../supply/supply.ts'
import type { Call } from './call.ts'

const fraction = 12

/** 10⁻¹² dollars as dollars, as everywhere in the API; without a float on the way. */
export function dollars(pico: bigint): string {
  const digits = pico.toString().padStart(fraction + 1, '0')
  const point = digits.length - fraction
  let end = digits.length
  while (end > point + 2 && digits.charCodeAt(end - 1) === 0x30) end--
  return `${digits.slice(0, point)}.${digits.slice(point, end)}`
}

/**
 * Tells the client how its request went, names and values in turn. `cost` only where it is known before the body: not for
 * streams.
 */
export function routeHeaders({ requestId, route, attempts, overheadMs, tab }: Call, target?: Target): string[] {
  const { requests, tokens, resetMs } = tab.left
  const list = [
    'x-vitrine-request-id',
    requestId,
    'x-vitrine-route',
    route.id,
    'x-vitrine-attempts',
    String(attempts),
    'x-vitrine-overhead-ms',
    overheadMs.toFixed(2),
  ]
  if (target) list.push('x-vitrine-provider', target.channel.provider.id, 'x-vitrine-model', target.model)
  if (tab.closed) list.push('x-vitrine-cost', dollars(tab.cost))
  if (requests === undefined && tokens === undefined) return list
  const reset = `${Math.ceil(resetMs / 1_000)}s`
  if (requests !== undefined)
    list.push('x-ratelimit-remaining-requests', String(requests), 'x-ratelimit-reset-requests', reset)
  if (tokens !== undefined) list.push('x-ratelimit-remaining-tokens', String(tokens), 'x-ratelimit-reset-tokens', reset)
  return list
}
