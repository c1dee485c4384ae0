import { randomInt } from 'node:crypto'
import type { Tx } from '../../context.ts'

/** A code made from a name, with a number behind it so that it is nobody else's. */
export async function freeCode(tx: Tx, name: string): Promise<string> {
  const stem = name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 20)
    .replaceAll(/^-|-$/g, '')
  for (;;) {
    const code = `${stem || 'team'}-${randomInt(10_000, 100_000)}`
    const taken = await tx.db.selectFrom('organizations').select('id').where('code', '=', code).executeTakeFirst()
    if (!taken) return code
  }
}
