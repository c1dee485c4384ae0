import type { DataExport } from '@vitrine/protocol'
import type { AuthorizedProject } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { authorizeSubject } from '../erasure/subject.ts'
import { type FoundExport, findExport, subjectOf, toExport } from './find-export.ts'

const absent = () => new ProblemError('not-found', 'There is no such copy.', 'It may have expired; ask for another.')

/** For whoever still has the right to its subject. What is absent and what belongs to others answer alike. */
export async function authorizeExport(ctx: Context, id: string): Promise<FoundExport> {
  const found = await findExport(ctx, id)
  if (!found || found.row.expires_at <= ctx.now()) throw absent()
  await authorizeSubject(ctx, subjectOf(found.row), 'export').catch((error) => {
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
