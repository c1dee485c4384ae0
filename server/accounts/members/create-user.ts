import type { NewRow } from '@vitrine/ledger'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { users } from '../tables.ts'

type NewUser = Pick<NewRow<typeof users>, 'id' | 'email' | 'display_name' | 'password_hash' | 'language'>

/** Of two that make an account of one address at once, one succeeds. */
export async function createUser(ctx: Context, tx: Tx, user: NewUser): Promise<void> {
  const { numInsertedOrUpdatedRows } = await tx.db
    .insertInto('users')
    .values({ ...user, created_at: ctx.now() })
    .onConflict((on) => on.column('email').doNothing())
    .executeTakeFirst()
  if (numInsertedOrUpdatedRows !== 1n)
    throw new ProblemError(
      'conflict',
      'An account with this address has just been made.',
      'Try again with its password.',
    )
}
