import type { Row } from '@vitrine/ledger'
import type { Language } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { placeName } from '../members/read-invite.ts'
import type { passwordResetTokens } from '../tables.ts'
import type { Letter } from './letter.ts'
import { addressChanged } from './letters/address-changed.ts'
import { alreadyRegistered } from './letters/already-registered.ts'
import { confirmAddress } from './letters/confirm-address.ts'
import { invitation } from './letters/invitation.ts'
import { lockedOut } from './letters/locked-out.ts'
import { newAddress } from './letters/new-address.ts'
import { passwordReset } from './letters/password-reset.ts'

export type TokenRow = Row<typeof passwordResetTokens>

/** What goes to the address of a row. Without a `path` it holds no link, and the row has done its duty. */
export type TokenLetter = {
  readonly letter: Letter
  readonly values: Readonly<Record<string, string>>
  readonly path?: `/${string}`
  /** Else the one of whoever asked. */
  readonly language?: Language
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
    return user && { letter: passwordReset, ...addressed(user), path: '/reset-password' }
  },
  async register(ctx, row): Promise<TokenLetter> {
    const user = await userOf(ctx, row)
    if (user) return { letter: alreadyRegistered, ...addressed(user) }
    return { letter: confirmAddress, values: {}, path: '/register/confirm' }
  },
  async 'change-email'(ctx, row) {
    // Whose address it is already is not told to the one who asks.
    return (await userOf(ctx, row)) ? undefined : { letter: newAddress, values: {}, path: '/confirm-email' }
  },
  async notice() {
    return { letter: addressChanged, values: {} }
  },
  async 'locked-out'(ctx, row) {
    const user = await userOf(ctx, row)
    return user && { letter: lockedOut, ...addressed(user) }
  },
}

type User = { readonly display_name: string; readonly language: Language }
const addressed = ({ display_name: name, language }: User) => ({ values: { name }, language })

const userOf = (ctx: Context, { email }: TokenRow) =>
  ctx.control.db
    .selectFrom('users')
    .select(['id', 'display_name', 'language'])
    .where('email', '=', email ?? '')
    .where('password_hash', 'is not', null)
    .executeTakeFirst()
