import type { OrganizationRole, ProjectRole } from '@vitrine/protocol'

export type RoleChoice<Role extends string = string> = {
  readonly value: Role
  readonly label: string
  readonly may: string
}

/** What each role is for, in the words shown beside the choice. */
export const projectRoles: readonly RoleChoice<ProjectRole>[] = [
  { value: 'admin', label: 'Admin', may: 'Everything, including members, masking, retention and deletion' },
  { value: 'agent', label: 'Agent', may: 'Watches replays, triages and assigns reports' },
  { value: 'viewer', label: 'Viewer', may: 'Reads reports and watches replays' },
]

export const organizationRoles: readonly RoleChoice<OrganizationRole>[] = [
  { value: 'owner', label: 'Owner', may: 'Everything, including other owners and giving the organization up' },
  { value: 'admin', label: 'Admin', may: 'Settings, members and every project, but no owners' },
  { value: 'billing-admin', label: 'Billing admin', may: 'Looks after the bills; sees no reports' },
  { value: 'developer', label: 'Developer', may: 'Watches replays and triages reports in every project' },
  { value: 'viewer', label: 'Viewer', may: 'Reads reports and watches replays in every project' },
]
