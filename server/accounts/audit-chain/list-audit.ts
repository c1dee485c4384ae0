import { type AuditFilter, AuditMoment, type AuditPage } from '@vitrine/protocol'
import { type RawBuilder, sql } from 'kysely'
import { z } from 'zod'
import type { Context, Stores } from '../../context.ts'
import { allStores } from '../../platform/all-stores.ts'
import { readDistinct } from '../../platform/db/distinct-of.ts'
import { ProblemError } from '../../platform/errors.ts'
import { readAuditState } from './audit-state.ts'
import type { AuditScope } from './export-audit.ts'
import { type FoundEntry, namedPeople, nameEntries } from './name-entries.ts'

const Cursor = z.tuple([AuditMoment, z.uuid()])
type Cursor = z.infer<typeof Cursor>

/** Who did what, newest first, a page at a time. Without an organization: of the whole installation. */
export async function listAudit(ctx: Context, scope: AuditScope, filter: AuditFilter): Promise<AuditPage> {
  const after = filter.cursor === undefined ? undefined : readCursor(filter.cursor)
  const each = await Promise.all(allStores(ctx).map((stores) => readPage(stores, scope, filter, after)))
  const rows = each.flat().toSorted((a, b) => (a.at === b.at ? b.id.localeCompare(a.id) : b.at < a.at ? -1 : 1))
  const page = rows.slice(0, filter.limit)
  const last = rows.length > filter.limit ? page.at(-1) : undefined
  const choices = await Promise.all(allStores(ctx).map((stores) => readChoices(stores, scope)))
  return {
    entries: await nameEntries(ctx, page),
    next: last ? Buffer.from(JSON.stringify([last.at, last.id])).toString('base64url') : null,
    state: await readAuditState(ctx),
    people: await namedPeople(
      ctx,
      choices.flatMap(({ people }) => people),
    ),
    kinds: [...new Set(choices.flatMap(({ kinds }) => kinds))].toSorted(),
  }
}

function readCursor(cursor: string): Cursor {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new ProblemError('invalid-request', 'This is not a page of this list.', 'Use `next` of the page before.', {
      field: 'cursor',
    })
  }
}

/** Both logs as one, each with the columns of the other left empty. */
const logs = ({ organizationId }: AuditScope): RawBuilder<unknown> => {
  const within = organizationId === undefined ? sql`true` : sql`organization_id = ${organizationId}`
  return sql`(
    select id, at, action, actor_kind, actor_id, null::uuid as user_id, organization_id, project_id, target_kind,
      target_id, null as role from audit_log where ${within}
    union all
    select id, at, action, actor_kind, actor_id, user_id, organization_id, project_id, null, null, role
      from membership_audit_log where ${within}) as entry`
}

async function readPage(
  { db }: Stores,
  scope: AuditScope,
  { person, kind, from, to, limit }: AuditFilter,
  after: Cursor | undefined,
): Promise<FoundEntry[]> {
  const conditions = [
    sql`true`,
    ...(person ? [sql`(actor_id = ${person} or user_id = ${person})`] : []),
    ...(kind ? [sql`action like ${`${kind}.%`}`] : []),
    ...(from ? [sql`at >= ${from}`] : []),
    ...(to ? [sql`at < ${to}`] : []),
    ...(after ? [sql`(at, id) < (${after[0]}::timestamptz, ${after[1]}::uuid)`] : []),
  ]
  const { rows } = await sql<FoundEntry>`
    select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from ${logs(scope)}
    where ${sql.join(conditions, sql` and `)} order by entry.at desc, id desc limit ${limit + 1}`.execute(db)
  return rows
}

type Choices = { readonly people: string[]; readonly kinds: string[] }

async function readChoices({ db }: Stores, { organizationId }: AuditScope): Promise<Choices> {
  const where = organizationId === undefined ? sql`true` : sql`organization_id = ${organizationId}`
  const read = (table: string, column: string) => readDistinct(db, { table, column, where })
  const [actions, actors, ...members] = await Promise.all([
    read('audit_log', 'action'),
    read('audit_log', 'actor_id'),
    read('membership_audit_log', 'actor_id'),
    read('membership_audit_log', 'user_id'),
  ])
  return {
    people: [...actors, ...members.flat()],
    kinds: [...actions, ...(await anyMembership(db, where))].map((action) => action.split('.')[0] ?? ''),
  }
}

/** Every change of a membership is of one kind. */
async function anyMembership(db: Stores['db'], where: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ action: string }>`
    select action from membership_audit_log where ${where} limit 1`.execute(db)
  return rows.map(({ action }) => action)
}
