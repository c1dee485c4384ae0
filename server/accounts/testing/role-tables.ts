import { OrganizationRole, ProjectRole } from '@vitrine/protocol'
import type { Permission } from '../../platform/http/permission.ts'
import { markdownTable } from '../../testing/guide.ts'
import { routes } from '../../web.ts'
import { covers, gives, givesInOrganization, projectRoleOf } from '../rights/rights.ts'
import { declaredRoutes } from './browser.ts'

const asked: Record<Permission, string> = {
  public: 'nothing',
  intake: 'the project’s key, from an allowed origin',
  upload: 'the upload token of the report',
  member: 'signed in',
  account: 'signed in, in a browser',
  'project:view': 'view',
  'project:triage': 'triage',
  'project:administer': 'administer',
  'organization:view': 'view the organization',
  'organization:bill': 'bill the organization',
  'organization:develop': 'develop in the organization',
  'organization:administer': 'administer the organization',
  'organization:own': 'own the organization',
  platform: 'platform admin',
}

const yes = (may: boolean) => (may ? 'yes' : 'no')

function rolesInOrganization(): string {
  const rights = ['view', 'bill', 'develop', 'administer', 'own'] as const
  const rows = OrganizationRole.options.map((role) => [
    role,
    ...rights.map((right) => yes(givesInOrganization(role, right))),
    projectRoleOf(role) ?? 'nothing',
    OrganizationRole.options
      .filter((other) => givesInOrganization(role, 'administer') && covers(role, other))
      .join(', ') || 'none',
  ])
  return markdownTable(['in the organization', ...rights, 'is, in each project', 'gives and takes'], rows)
}

function rolesInProject(): string {
  const rights = ['view', 'triage', 'administer'] as const
  const rows = ProjectRole.options.map((role) => [role, ...rights.map((right) => yes(gives(role, right)))])
  return markdownTable(['in one project', ...rights], rows)
}

async function addresses(): Promise<string> {
  const api = (await declaredRoutes(routes)).filter(({ route }) => / \/(api|v1)\//.test(route))
  const rows = api.map(({ route, permission, summary }) => [`\`${route}\``, summary, asked[permission]])
  return markdownTable(['address', 'what it does', 'asks for'], rows)
}

/** The tables of docs/guides/roles.md, made from the code. */
export const roleTables = async (): Promise<string[]> => [rolesInOrganization(), rolesInProject(), await addresses()]
