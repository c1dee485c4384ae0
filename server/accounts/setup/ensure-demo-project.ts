import type { Project } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { changeProject } from '../projects/change-project.ts'
import { insertProject } from '../projects/create-project.ts'
import { toProject } from '../projects/to-project.ts'
import { authorizeProjectForWork } from '../rights/authorize-project.ts'
import { ensureOrganization } from './ensure-organization.ts'

const name = 'Demo shop'

/** The project of the demo shop, made on the first start; its origin follows the shop's address. */
export async function ensureDemoProject(ctx: Context, input: { readonly origin: string }): Promise<Project> {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const { id: organizationId } = await ensureOrganization(ctx)
    // Two processes that start together make one project.
    await tx.db.selectFrom('organizations').select('id').where('id', '=', organizationId).forUpdate().execute()
    const found = await tx.db
      .selectFrom('projects')
      .selectAll()
      .where('organization_id', '=', organizationId)
      .where('name', '=', name)
      .orderBy('created_at')
      .executeTakeFirst()
    if (!found) return toProject(await insertProject(ctx, tx, { organizationId, name, origins: [input.origin] }))
    if (found.origins.includes(input.origin)) return toProject(found)
    const project = await authorizeProjectForWork(ctx, found.id)
    return changeProject(ctx, { project, change: { origins: [...found.origins, input.origin] } })
  })
}
