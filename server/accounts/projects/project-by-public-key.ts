import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { ProjectRow } from '../rights/authorize-project.ts'

/** The project that a snippet speaks for. The key opens nothing by itself: intake checks the origin too. */
export async function projectByPublicKey(ctx: Context, key: string): Promise<ProjectRow> {
  const project = await ctx.control.db
    .selectFrom('projects')
    .selectAll()
    .where('public_key', '=', key)
    .executeTakeFirst()
  if (project) return project
  throw new ProblemError('not-found', 'No project has this key.', 'Copy the snippet from the project’s set-up page.')
}
