import { randomUUID } from 'node:crypto'
import type { NewRow } from '@vitrine/ledger'
import type { AskedSubject, DataExport } from '@vitrine/protocol'
import { sql } from 'kysely'
import { audit } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { limitRate } from '../../platform/http/limit-rate.ts'
import { transact } from '../../transact.ts'
import { type AuthorizedSubject, authorizeSubject } from '../erasure/subject.ts'
import { toExport } from './find-export.ts'
import { type dataExports, exportRequests, keptDays, makeExport } from './tables.ts'

/** Of one project, organization or member at the same time. */
const mostAtOnce = 2
const mostPerHour = 10
const day = 86_400_000

/** Queues a copy of everything about a subject. For those who may hand it out; members only their own. */
export async function requestExport(ctx: Context, asked: AskedSubject): Promise<DataExport> {
  const subject = await authorizeExportOf(ctx, asked)
  if (ctx.actor.kind === 'member') await limitRate(ctx, exportRequests.key({ id: ctx.actor.userId }), mostPerHour)
  const made: DataExport[] = []
  for (const region of await regionsOf(ctx, subject)) made.push(await queueExport(ctx, region, subject))
  return made[0] as DataExport
}

/** Somebody who may close another's account may not read what it holds. */
export async function authorizeExportOf(ctx: Context, asked: AskedSubject): Promise<AuthorizedSubject> {
  const subject = await authorizeSubject(ctx, asked, 'export')
  if (subject.kind === 'visitor' && subject.id === subject.hash)
    throw new ProblemError('not-found', 'There is no such visitor.', 'Nothing is held about them.')
  if (subject.kind === 'member' && !(ctx.actor.kind === 'member' && ctx.actor.userId === subject.id))
    throw new ProblemError('not-found', 'There is no such member.', 'Members have copies made of their own data only.')
  return subject
}

/** What rests in a region is copied there: an organization with projects in several gets a copy in each. */
async function regionsOf(ctx: Context, { kind, id, project }: AuthorizedSubject): Promise<string[]> {
  if (project) return [project.region]
  if (kind !== 'organization') return [ctx.config.region]
  const rows = await ctx.control.db
    .selectFrom('projects')
    .select('region')
    .distinct()
    .where('organization_id', '=', id)
    .execute()
  return rows.length > 0 ? rows.map(({ region }) => region) : [ctx.config.region]
}

/** For a subject whose right was found, here or otherwise, such as by a visitor's own link. */
export const queueExport = (ctx: Context, region: string, subject: AuthorizedSubject): Promise<DataExport> =>
  transact(ctx, ctx.region({ region }), async (ctx, tx) => {
    await requireRoom(tx, subject)
    const row = await tx.db
      .insertInto('data_exports')
      .values(newRow(ctx, subject))
      .returningAll()
      .executeTakeFirstOrThrow()
    const { project, organizationId, kind, id } = subject
    await audit(ctx, tx, {
      action: `${kind}.exported`,
      ...(project ? { project } : organizationId ? { organizationId } : {}),
      target: { kind, id },
    })
    await tx.jobs.enqueue(makeExport, { exportId: row.id, region })
    return toExport(ctx, row)
  })

function newRow(ctx: Context, { kind, id, project, organizationId }: AuthorizedSubject): NewRow<typeof dataExports> {
  const only = (one: typeof kind) => (kind === one ? id : null)
  return {
    id: randomUUID(),
    subject_kind: kind,
    subject_id: id,
    organization_id: organizationId,
    project_id: project?.id ?? null,
    report_id: only('report'),
    recording_id: only('recording'),
    visitor_id: only('visitor'),
    member_id: only('member'),
    requested_by: ctx.actor.kind === 'member' ? ctx.actor.userId : null,
    requested_at: ctx.now(),
    state: 'waiting',
    expires_at: new Date(ctx.now().getTime() + keptDays * day),
  }
}

/** One request at a time counts, so that two at once do not both find room. */
async function requireRoom({ db }: Tx, { id, kind, project }: AuthorizedSubject): Promise<void> {
  const whose = project?.id ?? id
  const column = project ? 'project_id' : kind === 'member' ? 'member_id' : 'organization_id'
  await sql`select pg_advisory_xact_lock(hashtextextended(${`exports of ${whose}`}, 0))`.execute(db)
  const { count } = await db
    .selectFrom('data_exports')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where(column, '=', whose)
    .$if(column === 'organization_id', (query) => query.where('project_id', 'is', null))
    .where('state', 'in', ['waiting', 'running'])
    .executeTakeFirstOrThrow()
  if (count < mostAtOnce) return
  throw new ProblemError(
    'too-many-requests',
    `At most ${mostAtOnce} copies of the same are made at the same time.`,
    'Wait until one of them is ready.',
    { retryAfterSeconds: 60 },
  )
}
