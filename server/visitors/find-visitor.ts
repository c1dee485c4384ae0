import type { Context } from '../context.ts'
import { digestOf, visitorHash } from './visitor-hash.ts'

/** By what a project knows the visitor whom the client calls so, and their row, if anything of theirs is held. */
export async function findVisitor(
  ctx: Context,
  project: { readonly id: string; readonly region: string },
  externalId: string,
): Promise<{ hash: string; id: string | undefined }> {
  const hash = await visitorHash(ctx, project, digestOf(externalId))
  const row = await ctx
    .region(project)
    .db.selectFrom('visitors')
    .select('id')
    .where('project_id', '=', project.id)
    .where('external_hash', '=', hash)
    .executeTakeFirst()
  return { hash, id: row?.id }
}
