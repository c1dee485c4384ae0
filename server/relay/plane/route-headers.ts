import type { Target } from '../supply/supply.ts'
import type { Call } from './call.ts'

/** 10⁻¹² dollars as dollars, without a float on the way. */
export function dollars(pico: bigint): string {
  const digits = pico.toString().padStart(13, '0')
  return `${digits.slice(0, -12)}.${digits.slice(-12)}`.replace(/\.?0+$/, '')
}

/** Tells the client how its request went. `cost` only where it is known before the body: not for streams. */
export function routeHeaders(
  { requestId, route, attempts, overheadMs, tab }: Call,
  target?: Target,
): Record<string, string> {
  const { requests, tokens, resetMs } = tab.left
  const reset = `${Math.ceil(resetMs / 1_000)}s`
  return {
    'x-vitrine-request-id': requestId,
    'x-vitrine-route': route.id,
    'x-vitrine-attempts': String(attempts),
    'x-vitrine-overhead-ms': overheadMs.toFixed(2),
    ...(target && { 'x-vitrine-provider': target.channel.provider.id, 'x-vitrine-model': target.model }),
    ...(tab.closed && { 'x-vitrine-cost': dollars(tab.cost) }),
    ...(requests !== undefined && {
      'x-ratelimit-remaining-requests': String(requests),
      'x-ratelimit-reset-requests': reset,
    }),
    ...(tokens !== undefined && { 'x-ratelimit-remaining-tokens': String(tokens), 'x-ratelimit-reset-tokens': reset }),
  }
}
