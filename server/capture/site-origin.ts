import { sql } from 'kysely'
import type { ProjectRow } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'

/** Refuses pages of sites that the project does not name. Answers the origin. */
export function requireOrigin(project: ProjectRow, origin: string | undefined): string {
  if (origin !== undefined && project.origins.includes(origin)) return origin
  throw new ProblemError(
    'origin-not-allowed',
    origin === undefined
      ? 'The request does not say from which site it comes.'
      : `${origin} is not a site of this project.`,
    origin === undefined
      ? 'Requests to the intake come from a browser, which sends an Origin header.'
      : `An admin of the project can add ${origin} to its origins.`,
  )
}

/** Whether any project names the origin: all that can be known before a request says which project it is for. */
export async function isSomebodysOrigin(ctx: Context, origin: string): Promise<boolean> {
  const project = await ctx.control.db
    .selectFrom('projects')
    .select('id')
    .where('origins', '@>', sql<string[]>`array[${origin}]::text[]`)
    .limit(1)
    .executeTakeFirst()
  return project !== undefined
}
