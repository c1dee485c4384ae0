import type { OrganizationRole, ProjectRole } from '@vitrine/protocol'

export type ProjectRight = 'view' | 'triage' | 'administer'
export type OrganizationRight = 'view' | 'bill' | 'develop' | 'administer' | 'own'

/** The rights that come with one: who may triage may also view. */
export type Including = {
  view: 'view'
  triage: 'view' | 'triage'
  administer: 'view' | 'triage' | 'administer'
}

/** The same in a whole organization. */
export type IncludingInOrganization = {
  view: 'view'
  bill: 'view' | 'bill'
  develop: 'view' | 'develop'
  administer: 'view' | 'bill' | 'develop' | 'administer'
  own: OrganizationRight
}

/** What each role may do in a project, lowest role first. */
const inProject: Record<ProjectRole, readonly ProjectRight[]> = {
  viewer: ['view'],
  agent: ['view', 'triage'],
  admin: ['view', 'triage', 'administer'],
}

/** What each role may do in the organization itself. */
const inOrganization: Record<OrganizationRole, readonly OrganizationRight[]> = {
  viewer: ['view'],
  developer: ['view', 'develop'],
  'billing-admin': ['view', 'bill'],
  admin: ['view', 'bill', 'develop', 'administer'],
  owner: ['view', 'bill', 'develop', 'administer', 'own'],
}

/** Which role in each of its projects comes with one in the organization. Who pays the bills sees no visitor's data. */
const ofOrganization: Record<OrganizationRole, ProjectRole | undefined> = {
  viewer: 'viewer',
  developer: 'agent',
  'billing-admin': undefined,
  admin: 'admin',
  owner: 'admin',
}

export const gives = (role: ProjectRole | undefined, right: ProjectRight): boolean =>
  role !== undefined && inProject[role].includes(right)

export const givesInOrganization = (role: OrganizationRole | undefined, right: OrganizationRight): boolean =>
  role !== undefined && inOrganization[role].includes(right)

export const projectRoleOf = (role: OrganizationRole): ProjectRole | undefined => ofOrganization[role]

/** Whether somebody with the one role may give, change or take the other: nobody reaches above themselves. */
export const covers = (one: OrganizationRole, other: OrganizationRole): boolean =>
  inOrganization[other].every((right) => inOrganization[one].includes(right))

export const highest = (roles: readonly ProjectRole[]): ProjectRole | undefined =>
  roles.toSorted((a, b) => inProject[b].length - inProject[a].length)[0]

export const outranks = (one: ProjectRole, other: ProjectRole): boolean =>
  inProject[one].length > inProject[other].length
