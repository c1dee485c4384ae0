import type { NewRow, Row } from '@vitrine/ledger'
import type { Context, Tx } from '../context.ts'
import { randomToken, sha256 } from '../platform/crypto/random-token.ts'
import { ProblemError } from '../platform/errors.ts'
import type { passwordResetTokens } from './tables.ts'

type TokenRow = Row<typeof passwordResetTokens>
type Purpose = 'first-admin' | 'invite' | 'reset' | 'register' | 'request' | 'change-email' | 'notice' | 'locked-out'
type About = Omit<NewRow<typeof passwordResetTokens>, 'id' | 'purpose' | 'sha256' | 'expires_at' | 'used_at'>

export const tokenLifetimeMs = 3_600_000

const spent = () =>
  new ProblemError('gone', 'This link was used before or is older than an hour.', 'Ask for a new one.')

/** A link that works once, for an hour. Only its SHA-256 is stored, so it can be shown now and never again. */
export async function issueToken(ctx: Context, tx: Tx, purpose: Purpose, about: About) {
  const token = randomToken()
  const id = crypto.randomUUID()
  const expiresAt = new Date(ctx.now().getTime() + tokenLifetimeMs)
  const row = { ...about, id, purpose, sha256: sha256(token), expires_at: expiresAt }
  await tx.db.insertInto('password_reset_tokens').values(row).execute()
  return { id, token, expiresAt }
}

/** A link that gets its token when it is sent by e-mail. */
export async function prepareToken(ctx: Context, tx: Tx, purpose: Purpose, about: About) {
  const id = crypto.randomUUID()
  const expiresAt = new Date(ctx.now().getTime() + tokenLifetimeMs)
  const row = { ...about, id, purpose, delivery: 'waiting' as const, expires_at: expiresAt }
  await tx.db.insertInto('password_reset_tokens').values(row).execute()
  return { id, expiresAt }
}

/** The row of a token that can still be used; does not use it up. 404 for one that never was, 410 for a spent one. */
export async function findToken(ctx: Context, purpose: Purpose, token: string): Promise<TokenRow> {
  const row = await ctx.control.db
    .selectFrom('password_reset_tokens')
    .selectAll()
    .where('sha256', '=', sha256(token))
    .where('purpose', '=', purpose)
    .executeTakeFirst()
  if (!row) throw new ProblemError('not-found', 'This link is not valid.', 'Copy all of it, or ask for a new one.')
  if (row.used_at || row.expires_at <= ctx.now()) throw spent()
  return row
}

/** Uses it up and answers the row as it is now. Of several that try at once, one succeeds. */
export async function spendToken(ctx: Context, tx: Tx, id: string): Promise<TokenRow> {
  const row = await tx.db
    .updateTable('password_reset_tokens')
    .set({ used_at: ctx.now() })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .returningAll()
    .executeTakeFirst()
  if (!row) throw spent()
  return row
}
