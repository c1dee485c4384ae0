import { randomUUID } from 'node:crypto'
import type { NewRow } from '@vitrine/ledger'
import type { Context } from '../../../context.ts'
import { randomToken, sha256 } from '../../../platform/crypto/random-token.ts'
import type { apiKeys } from '../tables.ts'

type Seed = Partial<NewRow<typeof apiKeys>> & { readonly organization_id: string }

/** A key as it is stored, without anybody's having made it. */
export async function seedKey(ctx: Context, row: Seed): Promise<{ id: string; secret: string }> {
  const secret = `vk-${randomToken()}`
  const id = randomUUID()
  await ctx.control.db
    .insertInto('api_keys')
    .values({
      id,
      name: 'A test',
      prefix: secret.slice(0, 8),
      sha256: sha256(secret),
      models: [],
      endpoints: [],
      networks: [],
      created_at: ctx.now(),
      ...row,
    })
    .execute()
  return { id, secret }
}
