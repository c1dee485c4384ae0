import { randomUUID } from 'node:crypto'
import type { Context, Tx } from '../context.ts'
import { holdOpenSince } from '../platform/db/journal.ts'
import { visitorHash } from './visitor-hash.ts'

type Seen = { readonly digest: string | undefined; readonly startedAt: Date }

/**
 * The row of the visitor who sends something, made when they are first seen. What began before they were last erased
 * is refused: it waited in a browser meanwhile. What they do afterwards is theirs to send.
 */
export async function seeVisitor(
  ctx: Context,
  tx: Tx,
  project: { readonly id: string; readonly region: string },
  { digest, startedAt }: Seen,
): Promise<string | null> {
  if (digest === undefined) return null
  const external_hash = await visitorHash(ctx, project, digest)
  await holdOpenSince(tx, external_hash, startedAt)
  const now = ctx.now()
  const { id } = await tx.db
    .insertInto('visitors')
    .values({ id: randomUUID(), project_id: project.id, external_hash, first_seen_at: now, last_seen_at: now })
    .onConflict((on) => on.columns(['project_id', 'external_hash']).doUpdateSet({ last_seen_at: now }))
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}
