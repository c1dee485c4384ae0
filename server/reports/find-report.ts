import type { AuthorizedProject, ProjectRight } from '../accounts/index.ts'
import { authorizeThing } from '../capture/index.ts'
import type { Context, Stores } from '../context.ts'

type Found<Right extends ProjectRight> = { project: AuthorizedProject<Right>; stores: Stores }

/** Where a report rests, if the member has the right in its project. 404 for what is not there or not theirs. */
export async function findReport<Right extends ProjectRight>(
  ctx: Context,
  reportId: string,
  right: Right,
): Promise<Found<Right>> {
  for (const region of ctx.regions) {
    const stores = ctx.region({ region })
    const report = await stores.db
      .selectFrom('reports')
      .select('project_id')
      .where('id', '=', reportId)
      .where('received_at', 'is not', null)
      .executeTakeFirst()
    if (report) return { project: await authorizeThing(ctx, report, right, 'report'), stores }
  }
  return { project: await authorizeThing(ctx, undefined, right, 'report'), stores: ctx.control }
}
