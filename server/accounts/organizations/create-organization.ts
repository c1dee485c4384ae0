import type { NewOrganization, Organization } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { giveMembership } from '../members/give-membership.ts'
import { inviteMember } from '../members/invite-member.ts'
import type { AuthorizedOrganization, OrganizationRow } from '../rights/authorize-organization.ts'
import { requirePlatformAdmin } from '../rights/require-platform-admin.ts'
import { refuseTakenCode } from './change-organization.ts'
import { withContacts } from './to-organization.ts'

export type Created = { readonly organization: Organization; readonly link: string | null }

/** Makes an organization and invites its first owner; without one, whoever makes it owns it. */
export async function createOrganization(ctx: Context, input: NewOrganization): Promise<Created> {
  const userId = await requirePlatformAdmin(ctx)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    const row = await insertOrganization(ctx, tx, input)
    const organization = row as AuthorizedOrganization<'own'>
    if (!input.owner) {
      await giveMembership(ctx, tx, { userId, organizationId: row.id, projectId: null, role: 'owner' })
      return { organization: withContacts(row), link: null }
    }
    const { link } = await inviteMember(ctx, { organization, ...input.owner, role: 'owner' })
    return { organization: withContacts(row), link }
  })
}

export async function insertOrganization(
  ctx: Context,
  tx: Tx,
  { name, code }: { readonly name: string; readonly code: string },
): Promise<OrganizationRow> {
  await refuseTakenCode(tx, code)
  const id = crypto.randomUUID()
  const row = await tx.db
    .insertInto('organizations')
    .values({ id, name, code, created_at: ctx.now() })
    .returningAll()
    .executeTakeFirstOrThrow()
  await audit(ctx, tx, { action: 'organization.created', organizationId: id, target: { kind: 'organization', id } })
  return row
}
