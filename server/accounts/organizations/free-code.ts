import { randomInt } from 'node:crypto'
import { codeOfName } from '@vitrine/protocol'
import type { Tx } from '../../context.ts'

/** A code made from a name, with a number behind it so that it is nobody else's. */
export async function freeCode(tx: Tx, name: string): Promise<string> {
  const stem = codeOfName(name, 20) || 'team'
  for (;;) {
    const code = `${stem}-${randomInt(10_000, 100_000)}`
    const taken = await tx.db.selectFrom('organizations').select('id').where('code', '=', code).executeTakeFirst()
    if (!taken) return code
  }
}
