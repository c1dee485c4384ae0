import type { ProjectRow } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { publishProjectNews } from './project-news.ts'
import { snippetSeen } from './tables.ts'

/** What `listDetections` looks back over; longer ago is forgotten. */
export const detectionWindowMs = 600_000
/** A busy site is seen with every page it serves; those who watch hear of it once per period. */
const period = (at: number): number => Math.floor(at / 30_000)

/** Notes on which origin the snippet runs. Neither who sent it nor from which page is kept. */
export async function seeSnippet(ctx: Context, project: ProjectRow, origin: string): Promise<void> {
  const { ephemeral } = ctx.region(project)
  const key = snippetSeen.key({ id: project.id })
  const now = ctx.now().getTime()
  const recently = (await ephemeral.readWindow(key, now - detectionWindowMs)).find((seen) => seen.member === origin)
  await ephemeral.addToWindow(key, origin, now)
  if (recently && period(recently.at) === period(now)) return
  await publishProjectNews(ctx, project.id, { kind: 'snippet-seen', projectId: project.id, origin })
}
