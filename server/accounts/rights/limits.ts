import type { Scope } from '@vitrine/protocol'
import type { Actor } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { includesScope, scopeOfRight } from '../../platform/http/scope.ts'

type Member = Extract<Actor, { kind: 'member' }>
type Place = { readonly organizationId: string; readonly projectId: string | null }

/** Whether what the member showed is good for this place at all: a token may be for one project, a sign-on for one organization. */
export function reaches({ limits }: Pick<Member, 'limits'>, place: Place): boolean {
  if (!limits) return true
  if (limits.projectId !== null) return limits.projectId === place.projectId
  return limits.organizationId === null || limits.organizationId === place.organizationId
}

/** Whether it is good for the member's own account, which is no organization's: a token for one place is not. */
export function reachesAccount({ limits }: Pick<Member, 'limits'>): boolean {
  return !limits?.token || (limits.organizationId === null && limits.projectId === null)
}

/** Being platform admin counts only in a sign-in without limits, or with a token that says so. */
export function asPlatformAdmin({ limits }: Pick<Member, 'limits'>): boolean {
  if (!limits) return true
  const anywhere = limits.organizationId === null && limits.projectId === null
  return anywhere && (limits.scopes?.includes('platform') ?? false)
}

/** Refuses a right that the member has and their token has not. */
export function requireScope({ limits }: Pick<Member, 'limits'>, right: string): void {
  if (!limits?.scopes || limits.asked) return
  const needed = scopeOfRight(right)
  if (!includesScope(limits.scopes, needed)) throw tokenRefused(needed)
}

export const tokenRefused = (needed: Scope): ProblemError =>
  new ProblemError('not-allowed', 'This token may not do that.', `Make a token with the scope "${needed}".`)
