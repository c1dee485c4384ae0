import type { DataExport } from '@vitrine/protocol'
import { type AuthorizedProject, reachesAccount } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { type FoundExport, findExport, subjectOf, toExport } from './find-export.ts'
import { authorizeExportOf } from './request-export.ts'

const absent = () => new ProblemError('not-found', 'There is no such copy.', 'It may have expired; ask for another.')

/** For whoever still has the right to its subject. What is absent and what belongs to others answer alike. */
export async function authorizeExport(ctx: Context, id: string): Promise<FoundExport> {
  const found = await findExport(ctx, id)
  if (!found || found.row.expires_at <= ctx.now()) throw absent()
  await authorizeExportOf(ctx, subjectOf(found.row)).catch((error) => {
    throw error instanceof ProblemError && error.code === 'not-found' ? absent() : error
  })
  return found
}

export const readExport = async (ctx: Context, id: string): Promise<DataExport> =>
  toExport(ctx, (await authorizeExport(ctx, id)).row)

/** Of a project and of what is in it, newest first; a week's worth at most. */
export async function listExports(ctx: Context, project: AuthorizedProject<'administer'>): Promise<DataExport[]> {
  const rows = await ctx
    .region(project)
    .db.selectFrom('data_exports')
    .selectAll()
    .where('project_id', '=', project.id)
    .where('expires_at', '>', ctx.now())
    .orderBy('requested_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => toExport(ctx, row))
}

/** Of a whole organization, newest first; of its projects only what was asked for as a whole. */
export async function listOrganizationExports(ctx: Context, organizationId: string): Promise<DataExport[]> {
  await authorizeExportOf(ctx, { kind: 'organization', id: organizationId })
  return listIn(ctx, 'organization_id', organizationId)
}

/** Of the member's own account. */
export async function listOwnExports(ctx: Context): Promise<DataExport[]> {
  if (ctx.actor.kind !== 'member' || !reachesAccount(ctx.actor)) throw absent()
  return listIn(ctx, 'member_id', ctx.actor.userId)
}

async function listIn(ctx: Context, column: 'organization_id' | 'member_id', id: string): Promise<DataExport[]> {
  const found: DataExport[] = []
  for (const stores of new Set(ctx.regions.map((region) => ctx.region({ region })))) {
    const rows = await stores.db
      .selectFrom('data_exports')
      .selectAll()
      .where(column, '=', id)
      .where('project_id', 'is', null)
      .where('expires_at', '>', ctx.now())
      .orderBy('requested_at', 'desc')
      .limit(100)
      .execute()
    found.push(...rows.map((row) => toExport(ctx, row)))
  }
  return found
}
