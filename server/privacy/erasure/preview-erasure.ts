import { erasurePlan } from '@vitrine/ledger'
import type { Erasure, ErasureSubject } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { find } from './find.ts'
import { exemptions, previewed } from './outcome.ts'
import { remaining } from './remaining.ts'
import { authorizeSubject, rootOf } from './subject.ts'

/** What would go, what would stay and why, store by store. Changes nothing. */
export async function previewErasure(ctx: Context, subject: ErasureSubject): Promise<Erasure> {
  const { region } = await authorizeSubject(ctx, subject)
  const plan = erasurePlan(ctx.declarations, rootOf(ctx, subject.kind))
  const found = await find(ctx, region, plan, [subject.id])
  const present = await remaining(ctx, region, plan, found)
  return {
    id: null,
    subject,
    state: 'preview',
    requestedAt: ctx.now().toISOString(),
    finishedAt: null,
    stores: [...previewed(plan, present), ...(await exemptions(ctx, region, plan, found))],
  }
}
