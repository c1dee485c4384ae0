import type { Detection } from '@vitrine/protocol'
import { authorizeProject } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { detectionWindowMs } from './see-snippet.ts'
import { snippetSeen } from './tables.ts'

/** Where the snippet was seen in the last ten minutes, the latest first. */
export async function listDetections(ctx: Context, projectId: string): Promise<Detection[]> {
  const project = await authorizeProject(ctx, projectId, 'view')
  const since = ctx.now().getTime() - detectionWindowMs
  const seen = await ctx.region(project).ephemeral.readWindow(snippetSeen.key({ id: project.id }), since)
  return seen.toReversed().map(({ member, at }) => ({ origin: member, lastSeen: new Date(at).toISOString() }))
}
