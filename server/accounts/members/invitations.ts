import type { Context, Stores } from '../../context.ts'
import type { Place } from './place.ts'

/**
 * Invitations to a place that can still be accepted. Each stands in for the member until then: its id is the one a new
 * user gets.
 */
export const openInvitations = (ctx: Context, stores: Stores, { organizationId, projectId }: Place) =>
  stores.db
    .selectFrom('password_reset_tokens')
    .select(['id', 'email', 'display_name', 'role', 'delivery', 'expires_at'])
    .where('purpose', '=', 'invite')
    .where('organization_id', '=', organizationId)
    .where('project_id', 'is not distinct from', projectId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
