import type { ChangeRelayKey, RelayKey } from '@vitrine/protocol'
import { type AuthorizedOrganization, audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { publishKeyNews } from './key-news.ts'
import { toColumns } from './limit-columns.ts'
import { noSuchKey } from './of-organization.ts'
import { toRelayKey } from './to-relay-key.ts'

type In = {
  readonly organization: AuthorizedOrganization<'develop'>
  readonly keyId: string
  readonly change: ChangeRelayKey
}

/** Name, scopes and limits of a key, from now on and on every node. */
export async function changeKey(ctx: Context, { organization, keyId, change }: In): Promise<RelayKey> {
  const { name, models, endpoints, networks, limits } = change
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const row = await tx.db
      .updateTable('api_keys')
      .set({
        // So that a change of nothing is no empty statement.
        organization_id: organization.id,
        ...(name !== undefined && { name }),
        ...(models && { models }),
        ...(endpoints && { endpoints }),
        ...(networks && { networks }),
        ...(limits && toColumns(limits)),
      })
      .where('id', '=', keyId)
      .where('organization_id', '=', organization.id)
      .returningAll()
      .executeTakeFirst()
    if (!row) throw noSuchKey()
    const target = { kind: 'relay-key', id: keyId }
    await audit(ctx, tx, { action: 'relay-key.changed', organizationId: organization.id, target })
    ctx.afterCommit(() => publishKeyNews(ctx, { keyId }))
    return toRelayKey(row)
  })
}
