import type { Context, Stores } from '../../context.ts'
import type { AuthorizedProject } from '../rights/authorize-project.ts'

/**
 * Invitations of a project that can still be accepted. Each stands in for the member until then: its id is the one a new
 * user gets.
 */
export const openInvitations = (ctx: Context, stores: Stores, project: AuthorizedProject) =>
  stores.db
    .selectFrom('password_reset_tokens')
    .select(['id', 'email', 'display_name', 'role', 'expires_at'])
    .where('purpose', '=', 'invite')
    .where('project_id', '=', project.id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
