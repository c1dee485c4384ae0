import { randomUUID } from 'node:crypto'
import type { DataExport, ErasureSubject } from '@vitrine/protocol'
import { sql } from 'kysely'
import { audit } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { limitRate } from '../../platform/http/limit-rate.ts'
import { transact } from '../../transact.ts'
import { authorizeSubject } from '../erasure/subject.ts'
import { toExport } from './find-export.ts'
import { exportRequests, keptDays, makeExport } from './tables.ts'

/** Of one project at the same time. */
const mostAtOnce = 2
const mostPerHour = 10
const day = 86_400_000

/** Queues a copy of everything about a subject. For those who may erase it. */
export async function requestExport(ctx: Context, subject: ErasureSubject): Promise<DataExport> {
  const { project } = await authorizeSubject(ctx, subject, 'export')
  if (!project) throw new ProblemError('invalid-request', `A ${subject.kind} has no copy made of it.`)
  const userId = ctx.actor.kind === 'member' ? ctx.actor.userId : null
  if (userId) await limitRate(ctx, exportRequests.key({ id: userId }), mostPerHour)
  const stores = ctx.region(project)
  return transact(ctx, stores, async (ctx, tx) => {
    await requireRoom(tx, project.id)
    const row = await tx.db
      .insertInto('data_exports')
      .values({
        id: randomUUID(),
        subject_kind: subject.kind,
        subject_id: subject.id,
        organization_id: project.organization_id,
        project_id: project.id,
        report_id: subject.kind === 'report' ? subject.id : null,
        recording_id: subject.kind === 'recording' ? subject.id : null,
        requested_by: userId,
        requested_at: ctx.now(),
        state: 'waiting',
        expires_at: new Date(ctx.now().getTime() + keptDays * day),
      })
      .returningAll()
      .executeTakeFirstOrThrow()
    await audit(ctx, tx, { action: `${subject.kind}.exported`, project, target: subject })
    await tx.jobs.enqueue(makeExport, { exportId: row.id, region: project.region })
    return toExport(ctx, row)
  })
}

/** One request at a time counts, so that two at once do not both find room. */
async function requireRoom({ db }: Tx, projectId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exports of ${projectId}`}, 0))`.execute(db)
  const { count } = await db
    .selectFrom('data_exports')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('project_id', '=', projectId)
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  if (Number(count) < mostAtOnce) return
  throw new ProblemError(
    'too-many-requests',
    `At most ${mostAtOnce} copies of a project are made at the same time.`,
    'Wait until one of them is ready.',
    { retryAfterSeconds: 60 },
  )
}
