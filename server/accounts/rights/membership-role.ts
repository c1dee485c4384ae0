import type { OrganizationRole, ProjectRole, Role } from '@vitrine/protocol'
import { projectRoleOf } from './rights.ts'

type Membership = { readonly role: Role; readonly project_id: string | null }

/** The role that a membership gives in a project it reaches. The database keeps the two kinds of role apart. */
export const projectRole = ({ role, project_id: projectId }: Membership): ProjectRole | undefined =>
  projectId === null ? projectRoleOf(role as OrganizationRole) : (role as ProjectRole)
