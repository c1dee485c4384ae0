import type { Actor, Tx } from '../../context.ts'
import { asPlatformAdmin } from './limits.ts'
import { ownedOrganizations } from './owned-organizations.ts'

type Limits = Extract<Actor, { kind: 'member' }>['limits']

/**
 * Whether somebody answers for all that another can reach, and could so become them without gaining anything: a platform
 * admin, or the owner of every organization in which the other has any role. A sign-in for one organization counts there only.
 */
export async function governs(
  { db }: Pick<Tx, 'db'>,
  userId: string,
  otherId: string,
  limits?: Limits,
): Promise<boolean> {
  const people = await db
    .selectFrom('users')
    .select(['id', 'platform_admin'])
    .where('id', 'in', [userId, otherId])
    .execute()
  const isPlatformAdmin = (id: string) => people.find((one) => one.id === id)?.platform_admin === true
  if (people.length !== 2) return false
  if (isPlatformAdmin(userId) && asPlatformAdmin({ limits })) return true
  if (isPlatformAdmin(otherId)) return false
  const reached = await db
    .selectFrom('agent_memberships')
    .select('organization_id')
    .where('user_id', '=', otherId)
    .execute()
  const mine = await ownedOrganizations({ db }, userId, limits)
  return reached.every((row) => mine.has(row.organization_id))
}
