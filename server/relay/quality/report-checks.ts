import type { ReportedCheck, ReportedChecks, TakenChecks } from '@vitrine/protocol'
import { audit } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { lockName } from '../../platform/db/rows.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'

const day = 86_400_000
/** Clocks differ. */
const ahead = 5 * 60_000

function momentOf(ctx: Context, { at }: ReportedCheck, index: number): Date {
  const now = ctx.now().getTime()
  const moment = at === undefined ? now : Date.parse(at)
  if (moment < now - day || moment > now + ahead)
    throw new ProblemError(
      'invalid-request',
      'The check is from another time than now.',
      'Send checks within a day of making them.',
      { field: `checks.${index}.at` },
    )
  return new Date(moment)
}

const rowOf = (check: ReportedCheck, at: Date) => ({
  id: check.idempotencyKey,
  at,
  source: 'external' as const,
  kind: check.kind,
  model: check.model,
  provider: check.provider,
  channel_id: check.channel ?? null,
  item: check.item ?? null,
  status: check.status,
  route_status: check.routeStatus,
  http_status: check.httpStatus ?? null,
  latency_ms: check.latencyMs ?? null,
  first_byte_ms: check.firstByteMs ?? null,
  tokens_per_second: check.tokensPerSecond ?? null,
  score: check.score ?? null,
  prompt_hash: check.promptHash ?? null,
  response_hash: check.responseHash ?? null,
})

/** Takes what a job outside has measured. The same check is taken once, however often and whenever it comes. */
export async function reportChecks(ctx: Context, { checks }: ReportedChecks): Promise<TakenChecks> {
  const rows = new Map(
    checks.map((check, index) => [check.idempotencyKey.toLowerCase(), rowOf(check, momentOf(ctx, check, index))]),
  )
  return transact(ctx, ctx.control, async (ctx, tx) => {
    // Two that come at once wait for each other: a divided table has no key over all its parts.
    await lockName(tx.db, 'model-quality-checks')
    const known = await tx.db
      .selectFrom('model_quality_checks')
      .select('id')
      .where('id', 'in', [...rows.keys()])
      .execute()
    for (const { id } of known) rows.delete(id)
    if (rows.size === 0) return { taken: 0, known: known.length }
    await tx.db
      .insertInto('model_quality_checks')
      .values([...rows.values()])
      .execute()
    await audit(ctx, tx, { action: 'model-quality.reported', target: { kind: 'model-quality' } })
    return { taken: rows.size, known: known.length }
  })
}
