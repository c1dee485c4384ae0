import { type AuthorizedProject, audit, type ProjectRow } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { randomToken } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'

export const publicBase = '/documents/of'

/** The address at which everybody can read a project's documents, if its admins published them. */
export async function publicAddress(ctx: Context, projectId: string): Promise<string | undefined> {
  const row = await ctx.control.db
    .selectFrom('published_documents')
    .select('token')
    .where('project_id', '=', projectId)
    .executeTakeFirst()
  return row && `${publicBase}/${row.token}`
}

/** Makes a project's documents public under an address that nobody can guess, or takes them back for good. */
export async function setPublic(
  ctx: Context,
  input: { readonly project: AuthorizedProject<'administer'>; readonly isPublic: boolean },
): Promise<void> {
  const { project, isPublic } = input
  await transact(ctx, ctx.control, async (ctx, tx) => {
    if (isPublic)
      await tx.db
        .insertInto('published_documents')
        .values({ project_id: project.id, token: randomToken(), published_at: ctx.now() })
        .onConflict((conflict) => conflict.column('project_id').doNothing())
        .execute()
    else await tx.db.deleteFrom('published_documents').where('project_id', '=', project.id).execute()
    const action = isPublic ? 'documents.published' : 'documents.withdrawn'
    await audit(ctx, tx, { action, project, target: { kind: 'project', id: project.id } })
  })
}

/** The project whose documents are public under this token. */
export async function projectByToken(ctx: Context, token: string): Promise<ProjectRow> {
  const project = await ctx.control.db
    .selectFrom('projects')
    .innerJoin('published_documents', 'published_documents.project_id', 'projects.id')
    .selectAll('projects')
    .where('published_documents.token', '=', token)
    .executeTakeFirst()
  if (!project) throw new ProblemError('not-found', 'There are no documents here.', 'They may have been taken back.')
  return project
}
