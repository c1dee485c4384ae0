import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { signInRequired } from '../rights/authorize-project.ts'

/** A token of the member's own works no longer, from this moment. */
export async function revokeToken(ctx: Context, input: { readonly tokenId: string }): Promise<void> {
  const { actor } = ctx
  if (actor.kind !== 'member') throw signInRequired()
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const revoked = await tx.db
      .deleteFrom('api_tokens')
      .where('id', '=', input.tokenId)
      .where('user_id', '=', actor.userId)
      .returning('organization_id')
      .executeTakeFirst()
    if (!revoked) throw new ProblemError('not-found', 'There is no such token.', 'It may have been revoked already.')
    const organizationId = revoked.organization_id
    const target = { kind: 'api-token', id: input.tokenId }
    await audit(ctx, tx, { action: 'api-token.revoked', target, ...(organizationId && { organizationId }) })
  })
}
