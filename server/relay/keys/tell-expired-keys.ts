import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import { every, startWorker } from '../../platform/jobs/worker.ts'
import { transact } from '../../transact.ts'
import { announce } from '../webhooks/announce.ts'
import { tellExpiredKeysJob } from './tables.ts'

/** What ended while nobody was there to tell is told for so long. */
const toldFor = 86_400_000

/** Announces keys that have come to their end by themselves, each once: what was told already stands among the deliveries. */
export const tellExpiredKeys = (ctx: Context): Promise<void> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const now = ctx.now()
    // Whoever does the same at the same time waits here, and then sees what was told.
    const ended = await tx.db
      .selectFrom('api_keys')
      .select(['id', 'organization_id', 'ends_at'])
      .where('revoked_at', 'is', null)
      .where('ends_at', '<=', now)
      .where('ends_at', '>', new Date(now.getTime() - toldFor))
      .where(({ exists, selectFrom }) =>
        exists(
          selectFrom('webhook_endpoints')
            .select('webhook_endpoints.id')
            .whereRef('webhook_endpoints.organization_id', '=', 'api_keys.organization_id')
            .whereRef('webhook_endpoints.created_at', '<=', 'api_keys.ends_at')
            .where(sql<boolean>`'key.expired' = any (webhook_endpoints.events)`),
        ),
      )
      .orderBy('id')
      .forUpdate()
      .execute()
    if (ended.length === 0) return
    const told = await tx.db
      .selectFrom('webhook_deliveries')
      .select('of_id')
      .where('event', '=', 'key.expired')
      .where(
        'of_id',
        'in',
        ended.map(({ id }) => id),
      )
      .execute()
    const known = new Set(told.map(({ of_id }) => of_id))
    for (const { id, organization_id: organizationId } of ended)
      if (!known.has(id)) await announce(ctx, { organizationId, event: 'key.expired', of: { kind: 'key', id } })
  })

export async function startKeyWork(ctx: Context): Promise<void> {
  await startWorker(ctx, tellExpiredKeysJob, tellExpiredKeys)
  await every(ctx, tellExpiredKeysJob, '* * * * *')
}
