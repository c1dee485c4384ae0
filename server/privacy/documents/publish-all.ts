import { documentKindNames } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { announceChanges } from './notices.ts'
import { publishDocument } from './publish.ts'
import { tellClients } from './tell-clients.ts'

/** Announces who is new, then dates every document that has changed: the installation's, and those that are public. */
export async function publishAll(ctx: Context): Promise<void> {
  await announceChanges(ctx, tellClients)
  for (const kind of documentKindNames) await publishDocument(ctx, kind)
  const projects = await ctx.control.db
    .selectFrom('projects')
    .innerJoin('published_documents', 'published_documents.project_id', 'projects.id')
    .selectAll('projects')
    .execute()
  for (const project of projects) for (const kind of documentKindNames) await publishDocument(ctx, kind, { project })
}
