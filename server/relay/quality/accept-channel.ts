import { randomUUID } from 'node:crypto'
import type { AcceptedChannel, QualityKind, TakenForNormal } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { readLatest } from './read-latest.ts'

const accepted: readonly QualityKind[] = ['fingerprint', 'eval', 'latency']

/** After a change that is known and wanted: what the channel does now is what it is compared with from here on. */
export const acceptChannel = (ctx: Context, { channel, model }: AcceptedChannel): Promise<TakenForNormal> =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    const latest = (await readLatest(ctx)).filter(
      (check) => check.channel_id === channel && check.model === model && accepted.includes(check.kind),
    )
    if (latest.length === 0) return { taken: 0 }
    const rows = latest.map((check) => ({
      ...check,
      id: randomUUID(),
      at: ctx.now(),
      source: 'accepted' as const,
      status: 'pass' as const,
    }))
    await tx.db.insertInto('model_quality_checks').values(rows).execute()
    await audit(ctx, tx, { action: 'model-quality.accepted', target: { kind: 'relay-channel', id: channel } })
    return { taken: rows.length }
  })
