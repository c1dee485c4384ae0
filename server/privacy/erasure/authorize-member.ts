import { asPlatformAdmin, ownedOrganizations, reachesAccount, signInRequired } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'

/**
 * Whose account it is may erase it, and so may a platform admin. The owner of an organization may erase accounts that
 * belong to nothing else; from all others they take the membership. A token for one place reaches no further than that.
 */
export async function authorizeMember(ctx: Context, userId: string): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  const { db } = ctx.control
  const absent = new ProblemError('not-found', 'There is no such member.')
  const users = await db
    .selectFrom('users')
    .select(['id', 'platform_admin'])
    .where('id', 'in', [userId, actor.userId])
    .execute()
  const target = users.find(({ id }) => id === userId)
  const asker = actor.userId
  if (!target) throw absent
  if (userId === asker && reachesAccount(actor)) return
  if (asPlatformAdmin(actor) && users.find(({ id }) => id === asker)?.platform_admin) return
  if (userId === asker) throw absent
  const memberships = await db.selectFrom('agent_memberships').selectAll().where('user_id', '=', userId).execute()
  const mine = await ownedOrganizations(ctx.control, asker, actor.limits)
  const shared = memberships.filter(({ organization_id }) => mine.has(organization_id))
  if (shared.length === 0) throw absent
  if (target.platform_admin || shared.length < memberships.length)
    throw new ProblemError(
      'conflict',
      'This account is used outside of your organization, too.',
      'Remove its membership instead.',
    )
}
