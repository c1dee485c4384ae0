import { randomInt } from 'node:crypto'
import type { Tx } from '../../../context.ts'
import { sha256 } from '../../../platform/crypto/random-token.ts'

const howMany = 10
/** None that looks like another. 16 of them are 80 bits: SHA-256 alone protects what can't be guessed. */
const letters = 'abcdefghjkmnpqrstuvwxyz023456789'

const randomCode = (): string => Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')

/** Puts ten new ones in the place of those there were; as they are shown: `abcd-efgh-jkmn-pqrs`. */
export async function replaceRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  const codes = Array.from({ length: howMany }, randomCode)
  await tx.db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute()
  await tx.db
    .insertInto('recovery_codes')
    .values(codes.map((code) => ({ id: crypto.randomUUID(), user_id: userId, sha256: sha256(code) })))
    .execute()
  return codes.map((code) => code.replaceAll(/(.{4})(?=.)/g, '$1-'))
}
