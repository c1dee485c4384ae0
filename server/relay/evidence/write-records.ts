import { sql } from 'kysely'
import type { Context, Tx } from '../../context.ts'
import { holdOpen, wasErased } from '../../platform/db/journal.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import type { EvidenceRow } from './to-row.ts'

/**
 * Writes a batch in one statement: log, usage and the sums of each hour, each once however often the batch comes again.
 * What belongs to organizations or projects that are erased is left out. A copy from the wire would be no faster: bench in
 * docs/decisions/0034-evidence.md.
 */
export const writeRecords = (ctx: Context, rows: readonly EvidenceRow[]): Promise<void> =>
  transact(ctx, ctx.control, async (_, tx) => {
    const living = await hold(tx, rows)
    if (living.length > 0) await insert(tx, living)
  })

const ownersOf = ({ organization_id, project_id }: EvidenceRow): string[] =>
  project_id === null ? [organization_id] : [organization_id, project_id]

async function hold(tx: Tx, rows: readonly EvidenceRow[]): Promise<readonly EvidenceRow[]> {
  const owners = [...new Set(rows.flatMap(ownersOf))]
  try {
    await holdOpen(tx, owners)
    return rows
  } catch (error) {
    if (!(error instanceof ProblemError && error.code === 'gone')) throw error
    const gone = new Set<string>()
    for (const id of owners) if (await wasErased(tx, [id])) gone.add(id)
    return rows.filter((row) => !ownersOf(row).some((id) => gone.has(id)))
  }
}

const logColumns = sql.raw(
  'request_id, at, organization_id, project_id, member_id, key_id, model, provider, channel_id, endpoint, status, outcome, attempts, first_byte_ms, total_ms, overhead_ms, input_tokens, output_tokens, cost, billed, stream, network, user_agent',
)
const usageColumns = sql.raw(
  'request_id, at, organization_id, project_id, member_id, key_id, model, provider, channel_id, input, cached_input, cache_write, cache_write_long, output, reasoning, audio_input, audio_output, images, characters, sound_ms, cost, buy_cost, billed',
)

async function insert(tx: Tx, rows: readonly EvidenceRow[]): Promise<void> {
  await sql`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::json) as g (
        request_id uuid, at timestamptz, organization_id uuid, project_id uuid, member_id uuid, key_id uuid, model text,
        provider text, channel_id uuid, endpoint text, status integer, outcome text, attempts integer,
        first_byte_ms integer, total_ms integer, overhead_ms double precision, input_tokens integer,
        output_tokens integer, cost bigint, billed boolean, stream boolean, network text, user_agent text,
        input bigint, cached_input bigint, cache_write bigint, cache_write_long bigint, output bigint,
        reasoning bigint, audio_input bigint, audio_output bigint, images bigint, characters bigint,
        sound_ms bigint, buy_cost bigint, spent boolean)
    ), logged as (
      insert into request_log (${logColumns}) select ${logColumns} from given on conflict do nothing returning request_id
    ), used as (
      insert into usage_records (${usageColumns}) select ${usageColumns} from given where spent
      on conflict do nothing returning request_id
    )
    insert into usage_hours as h (hour, organization_id, project_id, member_id, key_id, model, requests, errors,
      input, cached_input, cache_write, output, reasoning, cost, buy_cost)
    select date_trunc('hour', at, 'UTC'), organization_id, project_id, member_id, key_id, model,
      count(*), count(*) filter (where status >= 400 or outcome <> 'completed'),
      sum(input), sum(cached_input), sum(cache_write + cache_write_long), sum(output), sum(reasoning),
      sum(cost), sum(buy_cost)
    from given
    where request_id in (select request_id from logged)
      and (not spent or request_id in (select request_id from used))
    group by 1, 2, 3, 4, 5, 6
    order by 2, 1, 5, 6, 3, 4
    on conflict (organization_id, hour, key_id, model, project_id, member_id) do update set
      requests = h.requests + excluded.requests, errors = h.errors + excluded.errors,
      input = h.input + excluded.input, cached_input = h.cached_input + excluded.cached_input,
      cache_write = h.cache_write + excluded.cache_write, output = h.output + excluded.output,
      reasoning = h.reasoning + excluded.reasoning, cost = h.cost + excluded.cost,
      buy_cost = h.buy_cost + excluded.buy_cost`.execute(tx.db)
}
