import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../../server/context.ts'
import { withoutConstraints } from './without-constraints.ts'

/** A visitor with rows of their own. */
export type Filled = { readonly visitorId: string }

/** Blocks of a recording. */
const perRecording = 100

export const subjectSizes = (total: number): number[] => [1_000, 10_000, 100_000].filter((size) => size * 4 <= total)

/**
 * Many recordings of nobody in particular, and for each size two visitors who have as many rows: one to be erased, one to
 * be deleted by hand.
 */
export async function fillDatabase(
  ctx: Context,
  { projectId, total }: { projectId: string; total: number },
): Promise<Map<number, Filled[]>> {
  const { db } = ctx.control
  const filled = new Map<number, Filled[]>()
  await withoutConstraints(db, 'recording_blocks', async () => {
    for (const size of subjectSizes(total)) {
      const twins = [{ visitorId: randomUUID() }, { visitorId: randomUUID() }]
      for (const { visitorId } of twins) await fillFor(ctx, projectId, visitorId, size / perRecording)
      filled.set(size, twins)
    }
    const own = [...filled.keys()].reduce((sum, size) => sum + 2 * size, 0)
    await fillFor(ctx, projectId, undefined, Math.max(1, Math.round((total - own) / perRecording)))
  })
  for (const table of ['visitors', 'reports', 'recordings', 'recording_blocks'])
    await sql`vacuum analyze ${sql.table(table)}`.execute(db)
  await sql`analyze data_keys`.execute(ctx.control.keys)
  return filled
}

async function fillFor(ctx: Context, projectId: string, visitorId: string | undefined, count: number): Promise<void> {
  const { db, keys } = ctx.control
  const owner = visitorId ?? null
  if (visitorId)
    await sql`insert into visitors (id, project_id, external_hash, first_seen_at, last_seen_at)
      values (${visitorId}, ${projectId}, ${randomUUID()}, now(), now())`.execute(db)
  await db.transaction().execute(async (tx) => {
    await sql`create temporary table fresh on commit drop as
      select gen_random_uuid() as recording, gen_random_uuid() as report from generate_series(1, ${count}::int)`.execute(
      tx,
    )
    await sql`insert into reports (id, project_id, visitor_id, title, status, page_url, received_at)
      select report, ${projectId}::uuid, ${owner}::uuid, 'The basket stays empty', 'new', 'https://shop.example/', now() from fresh`.execute(
      tx,
    )
    await sql`insert into recordings (id, project_id, report_id, visitor_id, state, started_at, ended_at, chunks,
        description, console, timeline, context, environment, errors, failed_requests, policy_hash, mask_counts, redacted_counts)
      select recording, ${projectId}::uuid, report, ${owner}::uuid, 'complete', now(), now(), ${perRecording}::int,
        body, body, body, body, body, 0, 0, '', '{}', '{}'
      from fresh, (select decode(repeat('ab', 100), 'hex') as body) as bytes`.execute(tx)
    await sql`insert into recording_blocks (recording_id, seq, sha256, first_at, last_at, events, stored_bytes)
      select recording, seq, decode(repeat('ab', 32), 'hex'), now(), now(), 40, 20000
      from fresh, generate_series(0, ${perRecording - 1}::int) as seq`.execute(tx)
    if (!visitorId) return
    const { rows } = await sql<{ recording: string }>`select recording from fresh`.execute(tx)
    await sql`insert into data_keys (id, project_id, recording_id, wrapped)
      select gen_random_uuid(), ${projectId}::uuid, recording, decode(repeat('ab', 61), 'hex')
      from unnest(${rows.map(({ recording }) => recording)}::uuid[]) as recording`.execute(keys)
  })
}
