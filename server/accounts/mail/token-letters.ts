import type { Row } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import type { passwordResetTokens } from '../tables.ts'
import type { Letter } from './letter.ts'
import { placeName } from '../members/read-invite.ts'
import { invitation } from './letters/invitation.ts'
import { passwordReset } from './letters/password-reset.ts'

export type TokenRow = Row<typeof passwordResetTokens>

/** What goes to the address of a row. Without a `path` it holds no link, and the row has done its duty. */
export type TokenLetter = {
  readonly letter: Letter
  readonly values: Readonly<Record<string, string>>
  readonly path?: `/${string}`
}

type Choose = (ctx: Context, row: TokenRow) => Promise<TokenLetter | undefined>

/** By what a one-time link is for. `undefined`: nothing is to be sent, which the one who asked does not learn. */
export const tokenLetters: Readonly<Record<string, Choose>> = {
  async invite(ctx, row) {
    const { db } = ctx.control
    const inviter = await db
      .selectFrom('users')
      .select('display_name')
      .where('id', '=', row.invited_by)
      .executeTakeFirst()
    const place = await placeName(ctx, row)
    if (!place) return undefined
    const values = { inviter: inviter?.display_name ?? 'Vitrine', place }
    return { letter: invitation, values, path: '/accept-invite' }
  },
  async reset(ctx, row) {
    const user = await userOf(ctx, row)
    return user && { letter: passwordReset, values: { name: user.display_name }, path: '/reset-password' }
  },
}

const userOf = (ctx: Context, { email }: TokenRow) =>
  ctx.control.db
    .selectFrom('users')
    .select(['id', 'display_name', 'language'])
    .where('email', '=', email ?? '')
    .where('password_hash', 'is not', null)
    .executeTakeFirst()
