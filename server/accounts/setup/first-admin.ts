import type { Tx } from '../../context.ts'

/** A reserved name that no mail can reach; replaced when the first admin signs up. */
const placeholder = 'first-admin@vitrine.invalid'

/**
 * Who administers the platform. Before anybody has signed up it is a user without a password, whom nobody can sign in
 * as: the one-time link makes it a person.
 */
export async function firstAdmin(tx: Tx): Promise<{ id: string; signedUp: boolean }> {
  const nobody = { id: crypto.randomUUID(), email: placeholder, display_name: 'First admin', platform_admin: true }
  const find = () =>
    tx.db
      .selectFrom('users')
      .select(['id', 'password_hash'])
      .where('platform_admin', '=', true)
      .orderBy((order) => order('password_hash', 'is', null))
      .orderBy('created_at')
      .executeTakeFirst()
  if (!(await find()))
    await tx.db
      .insertInto('users')
      .values(nobody)
      .onConflict((on) => on.column('email').doNothing())
      .execute()
  const admin = await find()
  if (!admin) throw new Error(`The e-mail address ${placeholder} belongs to a user who is not a platform admin.`)
  return { id: admin.id, signedUp: admin.password_hash !== null }
}
