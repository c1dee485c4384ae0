import { erasurePlan } from '@vitrine/ledger'
import type { AskedSubject, Erasure } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { recipientsInUse } from '../recipients-in-use.ts'
import { find } from './find.ts'
import { exemptions, previewed } from './outcome.ts'
import { recipientsOf } from './recipients-of.ts'
import { remaining } from './remaining.ts'
import { type AuthorizedSubject, authorizeSubject, rootOf } from './subject.ts'

/** What would go, what would stay and why, store by store. Changes nothing. */
export async function previewOf(ctx: Context, subject: AuthorizedSubject): Promise<Erasure> {
  const { kind, id, project, organizationId, scope } = subject
  const plan = erasurePlan(ctx.declarations, rootOf(ctx, kind))
  const found = await find(ctx, scope, plan, [id])
  const present = await remaining(ctx, scope, plan, found)
  return {
    id: null,
    subject: { kind, id },
    projectId: project?.id ?? null,
    organizationId,
    state: 'preview',
    requestedAt: ctx.now().toISOString(),
    finishedAt: null,
    stores: [...previewed(plan, present), ...(await exemptions(ctx, scope, plan, found))],
    recipients: recipientsOf(await recipientsInUse(ctx), plan),
    receipt: false,
  }
}

export const previewErasure = async (ctx: Context, asked: AskedSubject): Promise<Erasure> =>
  previewOf(ctx, await authorizeSubject(ctx, asked))
