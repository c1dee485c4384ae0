import { randomUUID } from 'node:crypto'
import type { Row } from '@vitrine/ledger'
import type { MadeRelayKey } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { randomToken, sha256 } from '../../platform/crypto/random-token.ts'
import { ProblemError } from '../../platform/errors.ts'
import type { apiKeys } from './tables.ts'
import { toRelayKey } from './to-relay-key.ts'

/** `vk-` and five characters: enough to tell one's own apart, too little to guess the other 38. */
const prefixLength = 8
const most = 5_000

type Made = Omit<Row<typeof apiKeys>, 'id' | 'prefix' | 'sha256' | 'created_at' | 'revoked_at'>

/** A key of 256 random bits. It is answered here and never again: what is stored is its SHA-256. */
export async function insertKey(ctx: Context, tx: Tx, of: Made): Promise<MadeRelayKey> {
  const secret = `vk-${randomToken()}`
  const row: Row<typeof apiKeys> = {
    ...of,
    id: randomUUID(),
    prefix: secret.slice(0, prefixLength),
    sha256: sha256(secret),
    created_at: ctx.now(),
    revoked_at: null,
  }
  const { count } = await tx.db
    .selectFrom('api_keys')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('organization_id', '=', of.organization_id)
    .where((where) => where.or([where('ends_at', 'is', null), where('ends_at', '>', ctx.now())]))
    .executeTakeFirstOrThrow()
  if (count >= most)
    throw new ProblemError('conflict', `There are ${most} keys already.`, 'Revoke those that nobody uses.')
  await tx.db.insertInto('api_keys').values(row).execute()
  const target = { kind: 'relay-key', id: row.id }
  await audit(ctx, tx, { action: 'relay-key.created', organizationId: of.organization_id, target })
  return { ...toRelayKey(row), secret }
}
