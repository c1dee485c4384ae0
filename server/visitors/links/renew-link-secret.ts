import type { LinkSecret } from '@vitrine/protocol'
import { type AuthorizedProject, audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { replaceSecret } from '../project-secret.ts'

/** A new secret for the client's server to sign links with, shown this once. Links made with the one before open nothing. */
export async function renewLinkSecret(ctx: Context, project: AuthorizedProject<'administer'>): Promise<LinkSecret> {
  const secret = await replaceSecret(ctx, project, 'visitor-links')
  await transact(ctx, ctx.control, (ctx, tx) =>
    audit(ctx, tx, { action: 'link-secret.renewed', project, target: { kind: 'project', id: project.id } }),
  )
  return { secret: secret.toString('base64url') }
}
