import type { Role } from '@vitrine/protocol'

export type ProjectRight = 'view' | 'triage' | 'administer'

/** The rights that come with one: who may triage may also view. */
export type Including = {
  view: 'view'
  triage: 'view' | 'triage'
  administer: 'view' | 'triage' | 'administer'
}

/** What each role may do in a project, lowest role first. */
const rightsOf: Record<Role, readonly ProjectRight[]> = {
  viewer: ['view'],
  agent: ['view', 'triage'],
  admin: ['view', 'triage', 'administer'],
}

export const gives = (role: Role | undefined, right: ProjectRight): boolean =>
  role !== undefined && rightsOf[role].includes(right)

export const highest = (roles: readonly Role[]): Role | undefined =>
  roles.toSorted((a, b) => rightsOf[b].length - rightsOf[a].length)[0]

export const outranks = (one: Role, other: Role): boolean => rightsOf[one].length > rightsOf[other].length
