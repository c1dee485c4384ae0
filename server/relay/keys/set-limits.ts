import { randomUUID } from 'node:crypto'
import type { RelayLimitsOf, SetRelayLimits } from '@vitrine/protocol'
import { type AuthorizedOrganization, audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { publishKeyNews } from './key-news.ts'
import { toColumns, toLimits } from './limit-columns.ts'
import { refuseForeign } from './of-organization.ts'

type In = { readonly organization: AuthorizedOrganization<'administer'>; readonly set: SetRelayLimits }

/** How far an organization, or one of its projects or members, may go with all its keys; on every node from now on. */
export async function setLimits(ctx: Context, { organization, set }: In): Promise<RelayLimitsOf> {
  const { projectId, memberId, limits, ownKeys } = set
  const columns = { ...toColumns(limits), own_keys: ownKeys }
  const of = { organization_id: organization.id, project_id: projectId, member_id: memberId }
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await refuseForeign(tx, organization.id, { projectId, memberId })
    await tx.db
      .insertInto('relay_limits')
      .values({ id: randomUUID(), ...of, ...columns })
      .onConflict((on) => on.columns(['organization_id', 'project_id', 'member_id']).doUpdateSet(columns))
      .execute()
    const id = memberId ?? projectId ?? organization.id
    const kind = memberId ? 'member' : projectId ? 'project' : 'organization'
    await audit(ctx, tx, { action: 'relay-limits.set', organizationId: organization.id, target: { kind, id } })
    ctx.afterCommit(() => publishKeyNews(ctx, { organizationId: organization.id }))
    return { projectId, memberId, limits: toLimits(columns), ownKeys }
  })
}
