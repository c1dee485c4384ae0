import type { DataExport, VisitorCopy } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { openVisitorLink, type VisitorLinkHolder } from '../../visitors/index.ts'
import { type Subject, visitorOf } from '../erasure/subject.ts'
import { type FoundExport, toExport } from '../export/find-export.ts'
import { type OpenedExport, openFound } from '../export/open-export.ts'
import { queueExport } from '../export/request-export.ts'

/** A copy is made once a day: until then the one that there is stays good. */
const againAfterMs = 86_400_000

const actingAs = (ctx: Context, { project }: VisitorLinkHolder): Context => ({
  ...ctx,
  actor: { kind: 'visitor', projectId: project.id, origin: '' },
})

/** The latest copy that the visitor has asked for: those that members asked for are theirs to hand out. */
async function latest(ctx: Context, { project }: VisitorLinkHolder, { id }: Subject): Promise<FoundExport | undefined> {
  const stores = ctx.region(project)
  const row = await stores.db
    .selectFrom('data_exports')
    .selectAll()
    .where('visitor_id', '=', id)
    .where('subject_kind', '=', 'visitor')
    .where('requested_by', 'is', null)
    .where('expires_at', '>', ctx.now())
    .orderBy('requested_at', 'desc')
    .executeTakeFirst()
  return row && { row, stores, region: project.region }
}

const shown = ({ state, progress, bytes, expiresAt }: DataExport): VisitorCopy => ({
  state,
  progress,
  bytes,
  expiresAt,
})

export async function copyOf(ctx: Context, holder: VisitorLinkHolder, subject: Subject): Promise<VisitorCopy | null> {
  const found = await latest(ctx, holder, subject)
  return found ? shown(toExport(ctx, found.row)) : null
}

/** Has a copy made of everything of the visitor whose link it is, by the same plan as for members. */
export async function copyByLink(ctx: Context, token: string): Promise<VisitorCopy> {
  const holder = await openVisitorLink(ctx, token)
  const subject = await visitorOf(ctx, holder.project, holder.externalId)
  if (subject.id === subject.hash)
    throw new ProblemError('not-found', 'Nothing is held of you here.', 'There is nothing to copy.')
  const found = await latest(ctx, holder, subject)
  const isGood =
    found && found.row.state !== 'failed' && ctx.now().getTime() - found.row.requested_at.getTime() < againAfterMs
  if (isGood) return shown(toExport(ctx, found.row))
  return shown(await queueExport(actingAs(ctx, holder), holder.project.region, subject))
}

/** The file itself, for as long as the link is good. */
export async function downloadByLink(ctx: Context, token: string): Promise<OpenedExport> {
  const holder = await openVisitorLink(ctx, token)
  const found = await latest(ctx, holder, await visitorOf(ctx, holder.project, holder.externalId))
  if (!found) throw new ProblemError('not-found', 'There is no such copy.', 'It may have expired; ask for another.')
  return openFound(actingAs(ctx, holder), found)
}
