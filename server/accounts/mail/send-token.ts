import type { Context } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { transact } from '../../transact.ts'
import { tokenLifetimeMs } from '../one-time-tokens.ts'
import { post } from './post.ts'
import { type TokenRow, tokenLetters } from './token-letters.ts'

/**
 * Sends what the row of a one-time link is for. Its token is made now and only its SHA-256 kept, so a letter that had to
 * be sent again makes the link of the earlier one worthless; the hour begins when it is sent.
 */
export async function sendToken(ctx: Context, tokenId: string): Promise<void> {
  const row = await ctx.control.db
    .selectFrom('password_reset_tokens')
    .selectAll()
    .where('id', '=', tokenId)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .executeTakeFirst()
  if (!row || row.email === null) return
  const due = await tokenLetters[row.purpose]?.(ctx, row)
  if (!due) return forget(ctx, tokenId)
  const { letter, values, path, language = row.language } = due
  const link = path && (await freshLink(ctx, row, path))
  const named = { ...values, name: values['name'] ?? row.display_name ?? '' }
  const sent = await post(ctx, { letter, to: row.email, language, values: named, ...(link && { link }) })
  if (!link) return forget(ctx, tokenId)
  await transact(ctx, ctx.control, (_, tx) =>
    tx.db.updateTable('password_reset_tokens').set({ delivery: sent }).where('id', '=', tokenId).execute(),
  )
}

async function freshLink(ctx: Context, row: TokenRow, path: string): Promise<string> {
  const token = randomToken()
  const expires_at = new Date(ctx.now().getTime() + tokenLifetimeMs)
  await transact(ctx, ctx.control, (_, tx) =>
    tx.db
      .updateTable('password_reset_tokens')
      .set({ sha256: sha256(token), expires_at })
      .where('id', '=', row.id)
      .where('used_at', 'is', null)
      .execute(),
  )
  return `${ctx.config.publicUrl}${path}#token=${token}`
}

async function forget(ctx: Context, tokenId: string): Promise<void> {
  await transact(ctx, ctx.control, (_, tx) =>
    tx.db.deleteFrom('password_reset_tokens').where('id', '=', tokenId).execute(),
  )
}
