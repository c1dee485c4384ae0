import type { ChangeOrganization, Organization } from '@vitrine/protocol'
import type { Context, Tx } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { withdrawRegistrations } from '../entrance/withdraw-registrations.ts'
import type { AuthorizedOrganization, OrganizationRow } from '../rights/authorize-organization.ts'
import { withContacts } from './to-organization.ts'

/** Changes what `change` names and leaves the rest. */
export async function changeOrganization(
  ctx: Context,
  input: { readonly organization: AuthorizedOrganization<'administer'>; readonly change: ChangeOrganization },
): Promise<Organization> {
  const { organization, change } = input
  return write(ctx, organization.id, {
    ...(change.name !== undefined && { name: change.name }),
    ...(change.code !== undefined && { code: change.code }),
    ...(change.alertEmail !== undefined && { alert_email: change.alertEmail }),
    ...(change.joinsAs !== undefined && { joins_as: change.joinsAs }),
  })
}

/** Where bills go. */
export const changeBilling = (
  ctx: Context,
  input: { readonly organization: AuthorizedOrganization<'bill'>; readonly billingEmail: string | null },
): Promise<Organization> => write(ctx, input.organization.id, { billing_email: input.billingEmail })

type Columns = Partial<Pick<OrganizationRow, 'name' | 'code' | 'alert_email' | 'billing_email' | 'joins_as'>>

function write(ctx: Context, id: string, columns: Columns): Promise<Organization> {
  return transact(ctx, ctx.control, async (ctx, tx) => {
    if (columns.code !== undefined) await refuseTakenCode(tx, columns.code, id)
    const before = await ownCode(tx, id)
    const row = await tx.db
      .updateTable('organizations')
      .set({ ...columns, id })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow()
    if (row.code !== before.code || row.joins_as !== before.joins_as)
      await withdrawRegistrations(tx, { organizationId: id, codeId: null })
    await audit(ctx, tx, {
      action: 'organization.changed',
      organizationId: id,
      target: { kind: 'organization', id },
    })
    return withContacts(row)
  })
}

const ownCode = (tx: Tx, id: string) =>
  tx.db
    .selectFrom('organizations')
    .select(['code', 'joins_as'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirstOrThrow()

/** Of what looks alike only one can be had. */
export async function refuseTakenCode(tx: Tx, code: string, own?: string): Promise<void> {
  // Two that ask at once wait for one another here, instead of meeting at the index.
  await tx.db.selectFrom('organizations').select('id').orderBy('created_at').limit(1).forUpdate().execute()
  const taken = await tx.db
    .selectFrom('organizations')
    .select('id')
    .where('code_shape', '=', shapeOf(code))
    .$if(own !== undefined, (query) => query.where('id', '!=', own ?? ''))
    .executeTakeFirst()
  if (taken)
    throw new ProblemError('conflict', 'This code, or one that looks like it, is taken.', 'Choose another.', {
      field: 'code',
    })
}

/** As the database computes `code_shape`. */
const shapeOf = (code: string): string =>
  code.replaceAll('0', 'o').replaceAll(/[1i]/g, 'l').replaceAll('-', '').replaceAll('rn', 'm').replaceAll('vv', 'w')
