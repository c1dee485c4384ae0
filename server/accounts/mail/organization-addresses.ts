import type { Tx } from '../../context.ts'

/** Owners and admins of a whole organization, or of any, once each. */
export async function adminsOf({ db }: Pick<Tx, 'db'>, organizationId?: string): Promise<string[]> {
  const rows = await db
    .selectFrom('agent_memberships')
    .select('user_id')
    .distinct()
    .$if(organizationId !== undefined, (query) => query.where('organization_id', '=', organizationId ?? ''))
    .where('project_id', 'is', null)
    .where('role', 'in', ['owner', 'admin'])
    .execute()
  return rows.map(({ user_id: userId }) => userId)
}

/** The organizations that have said where they want their warnings. */
export async function alerted({ db }: Pick<Tx, 'db'>): Promise<string[]> {
  const rows = await db.selectFrom('organizations').select('id').where('alert_email', 'is not', null).execute()
  return rows.map(({ id }) => id)
}
