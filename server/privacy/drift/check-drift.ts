import { randomUUID } from 'node:crypto'
import type { Row, Strangers } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { jsonb } from '../../platform/db/jsonb.ts'
import { transact } from '../../transact.ts'
import { gather } from './gather.ts'
import { scansOf } from './scans.ts'
import { settle } from './settle.ts'
import { type driftChecks, driftJob, type Progress } from './tables.ts'

type Check = Row<typeof driftChecks>
type Looked = Record<string, number>

const limits = { runMs: 60_000, saveEveryMs: 5_000, pauseMs: 10_000 }

/**
 * Compares what is stored with what is declared, everywhere. Names of keys and objects are gone through in pages: after
 * a minute the rest waits for a next run, which also goes on where one that died had come to.
 */
export async function checkDrift(ctx: Context, { asked }: { asked: boolean }, how: Partial<typeof limits> = {}) {
  const { runMs, saveEveryMs, pauseMs } = { ...limits, ...how }
  const check = await begin(ctx, asked)
  const scans = scansOf(ctx)
  const looked: Looked = { ...check.looked }
  const progress: Mutable<Progress> = { ...(check.progress ?? fresh()) }
  const started = performance.now()
  let saved = started
  for (; progress.scan < scans.length; progress.scan++, progress.from = null) {
    const scan = scans[progress.scan]
    if (!scan) break
    for await (const page of scan.pages(progress.from ?? undefined, progress[scan.kind])) {
      looked[scan.kind] = (looked[scan.kind] ?? 0) + page.looked
      if (page.next === undefined) break
      progress.from = page.next
      const now = performance.now()
      if (now - saved > saveEveryMs || now - started > runMs) await save(ctx, check.id, looked, progress)
      if (now - saved > saveEveryMs) saved = now
      if (now - started > runMs) return goOn(ctx, asked, pauseMs)
    }
  }
  const { differences, looked: rest } = await gather(ctx, progress)
  await settle(ctx, { id: check.id, differences, looked: { ...looked, ...rest } })
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] }

const fresh = (): Progress => ({ scan: 0, from: null, keys: {}, objects: {}, documents: {} })

/** One that was not finished, or a new one. */
async function begin(ctx: Context, asked: boolean): Promise<Check> {
  const open = await ctx.control.db
    .selectFrom('drift_checks')
    .selectAll()
    .where('finished_at', 'is', null)
    .orderBy('started_at', 'desc')
    .executeTakeFirst()
  // A store that has fewer scans than when it began was set up anew meanwhile.
  if (open && (open.progress?.scan ?? 0) <= scansOf(ctx).length) return open
  const row = { id: randomUUID(), started_at: ctx.now(), asked, looked: jsonb({}), progress: jsonb(fresh()) }
  return transact(ctx, ctx.control, (_, tx) =>
    tx.db.insertInto('drift_checks').values(row).returningAll().executeTakeFirstOrThrow(),
  )
}

/** Of names that nothing declares only shapes get into the database. */
const counts = (found: Strangers): Strangers =>
  Object.fromEntries(Object.entries(found).map(([shape, { count }]) => [shape, { count }]))

const save = (ctx: Context, id: string, looked: Looked, { scan, from, ...found }: Progress) =>
  transact(ctx, ctx.control, (_, tx) => {
    const { keys, objects, documents } = found
    const progress = { scan, from, keys: counts(keys), objects: counts(objects), documents: counts(documents) }
    return tx.db
      .updateTable('drift_checks')
      .set({ looked: jsonb(looked), progress: jsonb(progress) })
      .where('id', '=', id)
      .execute()
  })

const goOn = (ctx: Context, asked: boolean, pauseMs: number) =>
  transact(ctx, ctx.control, (ctx, tx) =>
    tx.jobs.enqueue(driftJob, { asked }, { after: new Date(ctx.now().getTime() + pauseMs), once: 'go-on' }),
  )
