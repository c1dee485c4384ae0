import type { Organization } from '@vitrine/protocol'
import type { OrganizationRow } from '../rights/authorize-organization.ts'

/** An organization as the API shows it to any of its members. */
export const toOrganization = (row: OrganizationRow): Organization => ({
  id: row.id,
  name: row.name,
  code: row.code,
  joinsAs: row.joins_as === 'viewer' || row.joins_as === 'developer' ? row.joins_as : null,
  deletionRequestedAt: row.deletion_requested_at?.toISOString() ?? null,
  createdAt: row.created_at.toISOString(),
})

/** The same for those who look after its bills or its settings. */
export const withContacts = (row: OrganizationRow): Organization => ({
  ...toOrganization(row),
  billingEmail: row.billing_email,
  alertEmail: row.alert_email,
})
