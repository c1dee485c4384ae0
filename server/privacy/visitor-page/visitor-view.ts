import type { VisitorView } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { openVisitorLink, type VisitorLinkHolder } from '../../visitors/index.ts'
import { previewOf } from '../erasure/preview-erasure.ts'
import { eraseOnce } from '../erasure/request-erasure.ts'
import { visitorOf } from '../erasure/subject.ts'
import { copyOf } from './visitor-copy.ts'

type Subject = Awaited<ReturnType<typeof visitorOf>>

const latest = ({ hash }: Subject, ctx: Context) =>
  ctx.control.db
    .selectFrom('erasures')
    .select(['state', 'receipt'])
    .where('subject_hash', '=', hash)
    .orderBy('requested_at', 'desc')
    .executeTakeFirst()

async function view(ctx: Context, holder: VisitorLinkHolder, subject: Subject): Promise<VisitorView> {
  const { project, expiresAt } = holder
  const { stores } = await previewOf(ctx, subject)
  const erasure = await latest(subject, ctx)
  const held = stores.filter(({ outcome }) => outcome === 'will erase').map(({ what, count }) => ({ what, count }))
  const running = erasure !== undefined && erasure.state !== 'done'
  return {
    site: project.name,
    expiresAt: expiresAt.toISOString(),
    held,
    state: running ? 'erasing' : held.length > 0 ? 'held' : erasure ? 'erased' : 'nothing',
    receipt: running || held.length > 0 ? null : (erasure?.receipt ?? null),
    copy: await copyOf(ctx, holder, subject),
  }
}

/** What is held of the visitor whose link it is, in plain words and numbers; nothing of what it says. */
export async function readVisitorView(ctx: Context, token: string): Promise<VisitorView> {
  const holder = await openVisitorLink(ctx, token)
  return view(ctx, holder, await visitorOf(ctx, holder.project, holder.externalId))
}

/** Has everything of the visitor whose link it is erased, as they ask. Asking again changes nothing. */
export async function eraseByLink(ctx: Context, token: string): Promise<VisitorView> {
  const holder = await openVisitorLink(ctx, token)
  const subject = await visitorOf(ctx, holder.project, holder.externalId)
  const visitor = { ...ctx, actor: { kind: 'visitor', projectId: holder.project.id, origin: '' } } as const
  await eraseOnce(visitor, subject)
  return view(ctx, holder, subject)
}
