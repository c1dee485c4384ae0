import type { Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'

type Of = { readonly projectId: string | null; readonly memberId: string | null }

/** Refuses projects and members of others, exactly as if they did not exist. */
export async function refuseForeign(tx: Tx, organizationId: string, { projectId, memberId }: Of): Promise<void> {
  const project = tx.db.selectFrom('projects').select('id').where('organization_id', '=', organizationId)
  if (projectId !== null && !(await project.where('id', '=', projectId).executeTakeFirst()))
    throw new ProblemError('not-found', 'There is no such project.', 'Check its id.', { field: 'projectId' })
  const member = tx.db.selectFrom('agent_memberships').select('id').where('organization_id', '=', organizationId)
  if (memberId !== null && !(await member.where('user_id', '=', memberId).executeTakeFirst()))
    throw new ProblemError('not-found', 'There is no such member.', 'Check their id.', { field: 'memberId' })
}

export const noSuchKey = () => new ProblemError('not-found', 'There is no such key.', 'It may have been removed.')
