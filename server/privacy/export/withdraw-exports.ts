import { erasurePlan } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { execute } from '../erasure/execute.ts'
import { find } from '../erasure/find.ts'
import { authorizeExport } from './read-export.ts'
import { dataExports } from './tables.ts'

async function drop(ctx: Context, region: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  const plan = erasurePlan(ctx.declarations, dataExports)
  await execute({ ctx, scope: [region], plan, found: await find(ctx, [region], plan, ids) })
}

/** Deletes a copy before its time. */
export async function withdrawExport(ctx: Context, id: string): Promise<void> {
  const { region } = await authorizeExport(ctx, id)
  await drop(ctx, region, [id])
}

/**
 * Deletes every copy that may hold what is being erased: those of the same project and of its organization. What was
 * erased is not to come back out of a copy; one that is still wanted can be asked for anew.
 */
export async function withdrawExportsOf(
  ctx: Context,
  region: string,
  of: { readonly projectId?: string | undefined; readonly organizationId?: string | undefined },
): Promise<void> {
  const rows = await ctx
    .region({ region })
    .db.selectFrom('data_exports')
    .select('id')
    .where((where) =>
      where.or([
        where('project_id', '=', of.projectId ?? null),
        where.and([where('organization_id', '=', of.organizationId ?? null), where('project_id', 'is', null)]),
      ]),
    )
    .execute()
  await drop(
    ctx,
    region,
    rows.map(({ id }) => id),
  )
}
