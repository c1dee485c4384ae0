import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import type { Context } from '../server/context.ts'
import { declarations } from '../server/declarations.ts'
import { openContext } from '../server/open-context.ts'
import { carryOutErasure } from '../server/privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from '../server/privacy/erasure/request-erasure.ts'
import { testConfig } from '../server/testing/config.ts'
import { asMember } from '../server/testing/context.ts'
import { seedProject } from '../server/testing/seed.ts'
import { option } from './common/option.ts'
import { type Filled, fillDatabase, subjectSizes } from './erase/fill-database.ts'
import type { Bench } from './run.ts'

/** From the request to the moment at which every place was read back empty. */
const goals: Readonly<Record<number, number>> = { 1_000: 2_000, 10_000: 2_000, 100_000: 10_000 }

type Timing = {
  rows: number
  unreadableMs: number
  verifiedMs: number
  deleteMs: number
  /** How long each step took. */
  steps: Readonly<Record<string, number>>
  met: boolean
}

/** The same number of rows deleted by hand: one statement per table, by index, with nothing remembered or read back. */
async function deletePlainly({ control: { db } }: Context, { visitorId }: Filled): Promise<number> {
  const began = performance.now()
  await db.transaction().execute(async (tx) => {
    const own = sql`select id from recordings where visitor_id = ${visitorId}`
    await sql`delete from recording_blocks where recording_id in (${own})`.execute(tx)
    await sql`delete from recordings where visitor_id = ${visitorId}`.execute(tx)
    await sql`delete from reports where visitor_id = ${visitorId}`.execute(tx)
    await sql`delete from visitors where id = ${visitorId}`.execute(tx)
  })
  return performance.now() - began
}

async function eraseOne(ctx: Context, userId: string, rows: number, own: Filled, twin: Filled): Promise<Timing> {
  const began = performance.now()
  const { id } = await requestErasure(asMember(ctx, userId), { kind: 'visitor', id: own.visitorId })
  let [unreadableMs, last] = [0, began]
  const steps: Record<string, number> = {}
  await carryOutErasure(ctx, { erasureId: id ?? '' }, (step) => {
    const at = performance.now()
    steps[step] = Math.round(at - last)
    last = at
    if (step === 'keys') unreadableMs = at - began
  })
  const verifiedMs = performance.now() - began
  const deleteMs = await deletePlainly(ctx, twin)
  const met = verifiedMs <= (goals[rows] ?? Number.POSITIVE_INFINITY)
  return { rows, unreadableMs, verifiedMs, deleteMs, steps, met }
}

const ms = (value: number): string => (value < 100 ? value.toFixed(1) : value.toFixed(0)).padStart(9)

/** How long until a visitor's recordings can't be read, and until every place was read back empty, among millions of rows. */
export const bench: Bench = async (say) => {
  const total = option('rows', 6_000_000)
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-bench-'))
  const { ctx, close } = await openContext(testConfig(dir), declarations)
  const operator: Context = { ...ctx, actor: { kind: 'operator' } }
  try {
    const { projectId, userId } = await seedProject(operator)
    const began = performance.now()
    const filled = await fillDatabase(operator, { projectId, total })
    say(`${total.toLocaleString('en')} rows in ${((performance.now() - began) / 1_000).toFixed(0)} s`)
    say(`     rows  unreadable   verified  DELETE by hand   (ms)`)
    const timings: Timing[] = []
    for (const rows of subjectSizes(total)) {
      const [own, twin] = filled.get(rows) ?? []
      if (!own || !twin) throw new Error(`Nobody has ${rows} rows.`)
      const timing = await eraseOne(operator, userId, rows, own, twin)
      timings.push(timing)
      const { unreadableMs, verifiedMs, deleteMs, steps, met } = timing
      const columns = [unreadableMs, verifiedMs, deleteMs].map(ms).join('  ')
      say(`${String(rows).padStart(9)}  ${columns}  ${met ? 'met' : `MISSED: ${goals[rows]} ms`}`)
      const longest = Object.entries(steps).toSorted(([, a], [, b]) => b - a)
      say(
        `${' '.repeat(11)}of which ${longest
          .slice(0, 4)
          .map(([step, took]) => `${step} ${took}`)
          .join(', ')}`,
      )
    }
    return { ok: timings.every(({ met }) => met), figures: { total, goals, timings } }
  } finally {
    await close()
    await rm(dir, { recursive: true, force: true, maxRetries: 20 })
  }
}
