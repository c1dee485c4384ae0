import type { ProjectRow } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { existingSecret } from '../project-secret.ts'
import { claimedProject, openToken } from './visitor-token.ts'

export type VisitorLinkHolder = {
  readonly project: ProjectRow
  readonly externalId: string
  readonly expiresAt: Date
}

/** Whose link it is. One that is forged, over, or of a project that is gone gets the same answer. */
export async function openVisitorLink(ctx: Context, token: string): Promise<VisitorLinkHolder> {
  const refused = new ProblemError(
    'not-allowed',
    'This link is not valid, or its time is over.',
    'Ask the site that you had it from for a new one.',
  )
  const projectId = claimedProject(token)
  if (!projectId) throw refused
  const project = await ctx.control.db.selectFrom('projects').selectAll().where('id', '=', projectId).executeTakeFirst()
  const secret = project && (await existingSecret(ctx, project, 'visitor-links'))
  const claims = secret && openToken(secret, token, ctx.now())
  if (!project || !claims) throw refused
  return { project, externalId: claims.sub, expiresAt: new Date(claims.exp * 1_000) }
}
