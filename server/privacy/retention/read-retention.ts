import { keepInWords } from '@vitrine/ledger'
import type { Retention } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { nextOf } from '../schedules.ts'

const most = 48

/** What the sweeps of the last day did, how late they were, and for how long everything is kept. */
export async function readRetention(ctx: Context): Promise<Retention> {
  const { db } = ctx.control
  const [sweeps, projects] = await Promise.all([
    db.selectFrom('sweeps').selectAll().orderBy('started_at', 'desc').limit(most).execute(),
    db
      .selectFrom('projects')
      .innerJoin('organizations', 'organizations.id', 'projects.organization_id')
      .select(['projects.id', 'projects.name', 'organizations.name as organization', 'retention_days as retentionDays'])
      .orderBy('organizations.name')
      .orderBy('projects.name')
      .execute(),
  ])
  const timed = ctx.declarations.tables.filter(({ keep }) => 'from' in keep || 'until' in keep)
  return {
    nextSweepAt: nextOf('sweep', ctx.now()).toISOString(),
    sweeps: sweeps.map(({ id, started_at, finished_at, erased, lateness }) => ({
      id,
      startedAt: started_at.toISOString(),
      finishedAt: finished_at?.toISOString() ?? null,
      erased,
      lateness,
    })),
    places: timed.map(({ name, what, keep }) => ({
      place: name,
      what,
      kept: keepInWords(keep),
      erased: sweeps.reduce((sum, { erased }) => sum + (erased[name] ?? 0), 0),
      lateSeconds: sweeps.reduce<number | null>((worst, { lateness }) => latest(worst, lateness[name]), null),
    })),
    projects,
  }
}

const latest = (a: number | null, b: number | undefined): number | null => (b === undefined ? a : Math.max(a ?? 0, b))
