import { erasurePlan, type Table } from '@vitrine/ledger'
import type { RetentionPreview } from '@vitrine/protocol'
import type { AuthorizedProject } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { countDue, countWithDue, dueByDay } from '../../platform/db/due-rows.ts'
import { type Due, oldestDue } from '../../platform/db/rows.ts'
import { databaseIn } from '../erasure/scope.ts'
import { nextOf } from '../schedules.ts'
import { projectColumn } from './due.ts'

const day = 86_400_000

type Going = { readonly table: Table; readonly due: Due }
type Project = AuthorizedProject

/** Everything of this project that is kept for its window, as it would be due. */
function goingOf(ctx: Context, projectId: string, before: Date): Going[] {
  return ctx.declarations.tables.flatMap((table) => {
    const { keep, name } = table
    const by = projectColumn(table)
    if (!('window' in keep) || !by) return []
    return [{ table, due: { table: name, column: keep.from, before, of: { column: by, id: projectId } } }]
  })
}

type Count = { readonly place: string; readonly what: string; readonly count: number }

/** How many rows of what is due go, and of what belongs to it, and how large that is. */
async function countGoing(ctx: Context, project: Project, all: readonly Going[]) {
  const counts: Count[] = []
  let bytes = 0
  for (const { table, due } of all) {
    const db = databaseIn(ctx, project.region, table)
    counts.push({ place: table.name, what: table.what, count: await countDue(db, due) })
    const { links } = erasurePlan(ctx.declarations, table)
    for (const { table: child, column, parent } of links) {
      const apart = child.store !== table.store || all.some((other) => other.table === child)
      if (parent !== table.name || apart) continue
      const sizes = Object.keys(child.columns).filter((name) => /^(stored|keyframe)_bytes$/.test(name))
      const { count, sum } = await countWithDue(db, { table: child.name, column }, sizes, due)
      counts.push({ place: child.name, what: child.what, count })
      bytes += sum
    }
  }
  return { counts: counts.filter(({ count }) => count > 0), bytes }
}

async function oldestOf(ctx: Context, project: Project, all: readonly Going[]): Promise<Date | undefined> {
  const moments = await Promise.all(all.map(({ table, due }) => oldestDue(databaseIn(ctx, project.region, table), due)))
  return moments.flatMap((moment) => moment ?? []).toSorted((a, b) => a.getTime() - b.getTime())[0]
}

async function histogram(ctx: Context, project: Project, all: readonly Going[]): Promise<RetentionPreview['perDay']> {
  const days = new Map<string, { reports: number; recordings: number }>()
  for (const name of ['reports', 'recordings'] as const) {
    const one = all.find(({ table }) => table.name === name)
    if (!one) continue
    for (const { day, count } of await dueByDay(databaseIn(ctx, project.region, one.table), one.due))
      days.set(day, { reports: 0, recordings: 0, ...days.get(day), [name]: count })
  }
  return [...days].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([day, counts]) => ({ day, ...counts }))
}

/** What the next sweep would delete if the project kept things for so many days. Changes nothing. */
export async function previewWindow(
  ctx: Context,
  { project, days }: { readonly project: Project; readonly days: number },
): Promise<RetentionPreview> {
  const now = ctx.now()
  const before = new Date(now.getTime() - days * day)
  const all = goingOf(ctx, project.id, before)
  const { counts, bytes } = await countGoing(ctx, project, all)
  const countOf = (name: string) => counts.find(({ place }) => place === name)?.count ?? 0
  return {
    days,
    currentDays: project.retention_days,
    before: before.toISOString(),
    nextSweepAt: nextOf('sweep', now).toISOString(),
    reports: countOf('reports'),
    recordings: countOf('recordings'),
    bytes,
    oldest: (await oldestOf(ctx, project, all))?.toISOString() ?? null,
    places: counts,
    perDay: await histogram(ctx, project, all),
  }
}
