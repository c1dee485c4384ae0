import { once } from 'node:events'
import { erasurePlan } from '@vitrine/ledger'
import { ErasureSubject } from '@vitrine/protocol'
import { declarations } from '../declarations.ts'
import { openContext } from '../open-context.ts'
import { carryOutErasure } from '../privacy/erasure/carry-out-erasure.ts'
import { find } from '../privacy/erasure/find.ts'
import { remaining } from '../privacy/erasure/remaining.ts'
import { requestErasure } from '../privacy/erasure/request-erasure.ts'
import { rootOf } from '../privacy/erasure/subject.ts'
import { testConfig } from './config.ts'
import { asMember } from './context.ts'
import { seedEverything } from './seed-everything.ts'

type Told = { readonly dir: string; readonly kind: string; readonly erasureId?: string; readonly dieAfter?: string }

/**
 * The program of a test that kills it: seeds and erases, or goes on erasing, on embedded stores below the directory that
 * it is told; says when a step is done, and then does nothing more, so that it is killed right there.
 */
const [told] = (await once(process, 'message')) as [Told]
const { ctx } = await openContext(testConfig(told.dir), declarations)
const say = (what: object) => process.send?.(what)

async function begin(): Promise<string> {
  const seeded = await seedEverything(ctx)
  const subject = { kind: ErasureSubject.shape.kind.parse(told.kind), id: seeded.subjects[told.kind] ?? '' }
  const { id } = await requestErasure(asMember(ctx, seeded.ownerId), subject, { confirm: 'Acme' })
  say({ erasureId: id, seeded })
  return id ?? ''
}

const erasureId = told.erasureId ?? (await begin())
await carryOutErasure(ctx, { erasureId }, (step) => {
  if (step !== told.dieAfter) return undefined
  say({ step })
  // Nothing goes on from here; the test kills it.
  return new Promise(() => {})
})
const row = await ctx.control.db
  .selectFrom('erasures')
  .selectAll()
  .where('id', '=', erasureId)
  .executeTakeFirstOrThrow()
const plan = erasurePlan(ctx.declarations, rootOf(ctx, ErasureSubject.shape.kind.parse(told.kind)))
const left = await remaining(ctx, row.regions, plan, await find(ctx, row.regions, plan, [row.subject_id]))
say({ finished: { ...row, left } })
