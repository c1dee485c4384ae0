import type { Scope } from '@vitrine/protocol'
import type { Permission } from './permission.ts'

const safe = new Set(['GET', 'HEAD', 'OPTIONS'])
const ladder: readonly Scope[] = ['read', 'triage', 'administer']

/** The scope that covers a right on a project or an organization; every right that is not known here takes the most. */
export const scopeOfRight = (right: string): Scope =>
  right === 'view' ? 'read' : right === 'triage' ? 'triage' : 'administer'

/** Whether one of these scopes is `needed` or comes with it. */
export const includesScope = (scopes: readonly Scope[], needed: Scope): boolean =>
  scopes.includes(needed) ||
  (ladder.includes(needed) && ladder.slice(ladder.indexOf(needed)).some((one) => scopes.includes(one)))

/**
 * What a token must be good for to use a route at all, from the route's permission. Where only signing in is asked for,
 * reading takes `read` and changing `triage`; the right on the thing itself is checked once more by whoever gives it.
 */
export function scopeOfRoute(permission: Permission, method: string): Scope {
  if (permission === 'platform') return 'platform'
  const [, right] = permission.split(':')
  if (right !== undefined) return scopeOfRight(right)
  return safe.has(method) ? 'read' : 'triage'
}
