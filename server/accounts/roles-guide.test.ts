import { Role } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import type { Permission } from '../platform/http/permission.ts'
import { markdownTable, readGuide } from '../testing/guide.ts'
import { routes } from '../web.ts'
import { gives } from './rights/rights.ts'
import { declaredRoutes } from './testing/browser.ts'

const guide = await readGuide('roles.md')
const asked: Record<Permission, string> = {
  public: 'nothing',
  intake: 'the project’s key, from an allowed origin',
  upload: 'the upload token of the report',
  member: 'signed in',
  'project:view': 'view',
  'project:triage': 'triage',
  'project:administer': 'administer',
  'organization:administer': 'administer the organization',
  platform: 'platform admin',
}

test('the guide says which rights a role has', () => {
  const rights = ['view', 'triage', 'administer'] as const
  const rows = Role.options.map((role) =>
    [role as string].concat(rights.map((right) => (gives(role, right) ? 'yes' : 'no'))),
  )
  expect(guide).toContain(markdownTable(['role', ...rights], rows))
})

test('the guide says what each address of the API asks for', async () => {
  const api = (await declaredRoutes(routes)).filter(({ route }) => / \/(api|v1)\//.test(route))
  const rows = api.map(({ route, permission, summary }) => [`\`${route}\``, summary, asked[permission]])
  expect(guide).toContain(markdownTable(['address', 'what it does', 'asks for'], rows))
})
