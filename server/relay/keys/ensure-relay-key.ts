import { audit, ensureOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { announce } from '../webhooks/announce.ts'
import { insertKey } from './insert-key.ts'
import { publishKeyNews } from './key-news.ts'
import { toColumns } from './limit-columns.ts'

const name = 'Made at the start'
const unlimited = toColumns({
  requestsPerMinute: null,
  tokensPerMinute: null,
  concurrent: null,
  spendPerDay: null,
  spendPerMonth: null,
})

/** A key of the organization that the installation began with, for trying things out. Each start ends the one before. */
export async function ensureRelayKey(ctx: Context): Promise<string> {
  if (ctx.actor.kind !== 'operator')
    throw new ProblemError('not-allowed', 'Only the operator’s own commands make such keys.')
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const { id: organizationId } = await ensureOrganization(ctx)
    const now = ctx.now()
    const ended = await tx.db
      .updateTable('api_keys')
      .set({ revoked_at: now, ends_at: now })
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .where('member_id', 'is', null)
      .where('revoked_at', 'is', null)
      .returning('id')
      .execute()
    for (const { id } of ended) {
      await announce(ctx, { organizationId, event: 'key.revoked', of: { kind: 'key', id } })
      await audit(ctx, tx, { action: 'relay-key.revoked', organizationId, target: { kind: 'relay-key', id } })
      ctx.afterCommit(() => publishKeyNews(ctx, { keyId: id }))
    }
    const { id, secret } = await insertKey(ctx, tx, {
      organization_id: organizationId,
      project_id: null,
      member_id: null,
      name,
      models: [],
      endpoints: [],
      networks: [],
      ...unlimited,
      ends_at: null,
      rotated_from: null,
    })
    await announce(ctx, { organizationId, event: 'key.created', of: { kind: 'key', id } })
    return secret
  })
}
