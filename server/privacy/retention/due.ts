import type { Keep, Table } from '@vitrine/ledger'
import { sql } from 'kysely'
import type { Context } from '../../context.ts'
import type { Due } from '../../platform/db/rows.ts'
import { databaseIn } from '../erasure/scope.ts'

const day = 86_400_000

/**
 * One thing to delete: rows past `before`, in one region; `keptFor` says how long after `column` a row is due, `since` when
 * that was decided, if it was longer before.
 */
export type DueIn = {
  readonly table: Table
  readonly region: string
  readonly due: Due
  readonly keptFor: number
  readonly since?: Date
}

const shortening = ['project.retention-shortened', 'organization.request-log-shortened']

/** When windows were last shortened, by whose they are: what lay beyond the new window is not late because of it. */
async function shortenings(ctx: Context): Promise<Map<string | null, Date>> {
  const rows = await ctx.control.db
    .selectFrom('audit_log')
    .select(['target_id', ({ fn }) => fn.max('at').as('at')])
    .where('action', 'in', shortening)
    .where('target_id', 'is not', null)
    .groupBy('target_id')
    .execute()
  return new Map(rows.map(({ target_id, at }) => [target_id, at]))
}

/** How late a row is that was written at `at`, in seconds. */
export const lateness = ({ keptFor, since }: DueIn, at: Date, now: Date): number =>
  Math.round((now.getTime() - Math.max(at.getTime() + keptFor, since?.getTime() ?? 0)) / 1000)

const columnOf = (table: Table, whose: 'projects' | 'organizations') =>
  Object.entries(table.columns).find(([, { refers }]) => refers?.table === whose)?.[0]

export const projectColumn = (table: Table) => columnOf(table, 'projects')

/** How long each organization keeps what is kept by that column of its row. */
export async function organizationWindows(ctx: Context, column: string): Promise<{ id: string; days: number }[]> {
  const { rows } = await sql<{ id: string; days: number }>`
    select id, ${sql.ref(column)} as days from organizations`.execute(ctx.control.db)
  return rows
}

/** What the declared retention of every table means at this moment; whole months are `sweepMonths`'s. */
export async function dueNow(ctx: Context): Promise<DueIn[]> {
  const projects = await ctx.control.db.selectFrom('projects').select(['id', 'region', 'retention_days']).execute()
  const shortened = await shortenings(ctx)
  const now = ctx.now().getTime()
  const plain = (table: Table, column: string, keptFor: number, more: Partial<Due> = {}): DueIn[] =>
    (table.region === 'control' ? [ctx.regions[0] ?? ''] : ctx.regions).map((region) => ({
      table,
      region,
      keptFor,
      due: { table: table.name, column, before: new Date(now - keptFor), ...more },
    }))
  const perProject = (table: Table, column: string): DueIn[] => {
    const by = projectColumn(table)
    if (!by) throw new Error(`${table.name} is kept for the project's window but has no column that refers to projects`)
    return projects.map(({ id, region, retention_days }) => ({
      table,
      region,
      keptFor: retention_days * day,
      ...withSince(shortened.get(id)),
      due: { table: table.name, column, before: new Date(now - retention_days * day), of: { column: by, id } },
    }))
  }
  const perOrganization = async (table: Table, column: string, setting: string): Promise<DueIn[]> => {
    const by = columnOf(table, 'organizations')
    if (!by) throw new Error(`${table.name} is kept as its organization sets but has no column that refers to them`)
    const windows = await organizationWindows(ctx, setting)
    return windows.flatMap(({ id, days }) =>
      plain(table, column, days * day, { of: { column: by, id } }).map((due) => ({
        ...due,
        ...withSince(shortened.get(id)),
      })),
    )
  }
  const of = async (table: Table, keep: Keep): Promise<DueIn[]> => {
    if ('days' in keep) return keep.wholly ? [] : plain(table, keep.from, keep.days * day)
    if ('until' in keep) return plain(table, keep.until, 0)
    if ('window' in keep) {
      const { from, unfinished } = keep
      const early = unfinished ? plain(table, from, unfinished.days * day, { empty: unfinished.without }) : []
      return [...early, ...perProject(table, from)]
    }
    return 'organizations' in keep ? perOrganization(table, keep.from, keep.organizations) : []
  }
  return (await Promise.all(ctx.declarations.tables.map((table) => of(table, table.keep)))).flat()
}

const withSince = (since: Date | undefined) => since && { since }

export const databaseOf = (ctx: Context, { region, table }: DueIn) => databaseIn(ctx, region, table)
