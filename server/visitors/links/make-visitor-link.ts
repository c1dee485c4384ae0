import type { NewVisitorLink, VisitorLink } from '@vitrine/protocol'
import { type AuthorizedProject, audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { projectSecret } from '../project-secret.ts'
import { makeToken } from './visitor-token.ts'

/** A link by which one visitor sees what is held of them, takes a copy and can have it erased. Its token never reaches a log: it is behind the #. */
export async function makeVisitorLink(
  ctx: Context,
  project: AuthorizedProject<'administer'>,
  { externalId, minutes }: NewVisitorLink,
): Promise<VisitorLink> {
  const iat = Math.floor(ctx.now().getTime() / 1_000)
  const exp = iat + minutes * 60
  const secret = await projectSecret(ctx, project, 'visitor-links')
  const token = makeToken(secret, { iss: project.id, sub: externalId, aud: 'vitrine-visitor', iat, exp })
  await transact(ctx, ctx.control, (ctx, tx) =>
    audit(ctx, tx, { action: 'visitor-link.made', project, target: { kind: 'project', id: project.id } }),
  )
  return { url: `${ctx.config.publicUrl}/visitor#${token}`, expiresAt: new Date(exp * 1_000).toISOString() }
}
