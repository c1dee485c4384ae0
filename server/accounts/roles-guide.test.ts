import { expect, test } from 'vitest'
import { readGuide } from '../testing/guide.ts'
import { roleTables } from './testing/role-tables.ts'

const [inOrganization, inProject, addresses] = await roleTables()

test('the guide says which rights each role has, and what each address of the API asks for', async () => {
  const guide = await readGuide('roles.md')
  const hint = 'node tools/write-guides.ts writes it'
  expect(guide, hint).toContain(inOrganization)
  expect(guide, hint).toContain(inProject)
  expect(guide, hint).toContain(addresses)
})
