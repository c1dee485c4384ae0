import type { OfferedModel } from '@vitrine/protocol'
import type { AuthorizedOrganization } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { readSupply } from '../read-supply.ts'

/** The models that an organization may ask for. */
export async function listModels(ctx: Context, organization: AuthorizedOrganization): Promise<OfferedModel[]> {
  const { forAll, byOrganization } = await readSupply(ctx)
  const { models } = byOrganization.get(organization.id) ?? forAll
  return models.map(({ id, owner, since }) => ({ id, owner, since: new Date(since).toISOString() }))
}
