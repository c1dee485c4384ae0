import type { Actor, Tx } from '../../context.ts'
import { reaches } from './limits.ts'

type Limits = Extract<Actor, { kind: 'member' }>['limits']

/** The organizations that somebody owns, as far as what they showed is good for them. */
export async function ownedOrganizations(
  { db }: Pick<Tx, 'db'>,
  userId: string,
  limits?: Limits,
): Promise<ReadonlySet<string>> {
  const owned = await db
    .selectFrom('agent_memberships')
    .select('organization_id as organizationId')
    .where('user_id', '=', userId)
    .where('project_id', 'is', null)
    .where('role', '=', 'owner')
    .execute()
  const within = owned.filter(({ organizationId }) => reaches({ limits }, { organizationId, projectId: null }))
  return new Set(within.map(({ organizationId }) => organizationId))
}
