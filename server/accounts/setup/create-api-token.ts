import { Scope } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { tokenPrefix } from '../tokens/api-token.ts'
import { firstAdmin } from './first-admin.ts'

/** `vt_` and 43 characters, good for everything, in the name of the first platform admin. Replaces the one with the same label; shown once. */
export async function createApiToken(ctx: Context, input: { readonly label: string }): Promise<string> {
  if (ctx.actor.kind !== 'operator')
    throw new ProblemError('not-allowed', 'Only the operator’s own commands make tokens.')
  const token = `vt_${randomToken()}`
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id: userId } = await firstAdmin(tx)
    const prefix = token.slice(0, tokenPrefix)
    const row = { id: crypto.randomUUID(), user_id: userId, label: input.label, prefix, sha256: sha256(token) }
    await tx.db.deleteFrom('api_tokens').where('user_id', '=', userId).where('label', '=', input.label).execute()
    await tx.db
      .insertInto('api_tokens')
      .values({ ...row, scopes: Scope.options, created_at: ctx.now() })
      .execute()
    await audit(ctx, tx, { action: 'api-token.created', target: { kind: 'api-token', id: row.id } })
  })
  return token
}
