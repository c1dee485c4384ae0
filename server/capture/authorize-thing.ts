import { type AuthorizedProject, authorizeProject, type ProjectRight } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { ProblemError } from '../platform/errors.ts'

/**
 * The project of something that was looked up by its id alone, if the member has the right there. What does not exist
 * and what belongs to others answer with the same 404.
 */
export async function authorizeThing<Right extends ProjectRight>(
  ctx: Context,
  thing: { readonly project_id: string } | undefined,
  right: Right,
  what: 'recording' | 'report',
): Promise<AuthorizedProject<Right>> {
  const absent = new ProblemError('not-found', `There is no such ${what}.`, 'It may have been erased.')
  if (!thing) throw absent
  return authorizeProject(ctx, thing.project_id, right).catch((error) => {
    throw error instanceof ProblemError && error.code === 'not-found' ? absent : error
  })
}
