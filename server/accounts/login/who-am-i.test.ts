import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { anyone, crew } from '../testing/people.ts'
import { whoAmI } from './who-am-i.ts'

const ctx = await testContext()
const { organizationId, projectId, foreignProjectId, users } = await crew(ctx)
const next = await seedProject(ctx)
await ctx.control.db
  .updateTable('projects')
  .set({ organization_id: organizationId })
  .where('id', '=', next.projectId)
  .execute()

const places = async (userId: string) => {
  const me = await whoAmI(asMember(ctx, userId))
  return {
    organizations: me.organizations.map(({ id, role }) => ({ id, role })),
    projects: me.projects.map(({ id, role }) => ({ id, role })).toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  }
}
const inOrder = (...projects: { id: string; role: string }[]) => projects.toSorted((a, b) => (a.id < b.id ? -1 : 1))

test('a member of one project sees that project, and the organization without a role in it', async () => {
  expect(await places(users.agent)).toEqual({
    organizations: [{ id: organizationId, role: null }],
    projects: [{ id: projectId, role: 'agent' }],
  })
})

test('a member of the organization sees all of its projects', async () => {
  expect(await places(users.owner)).toEqual({
    organizations: [{ id: organizationId, role: 'owner' }],
    projects: inOrder({ id: projectId, role: 'admin' }, { id: next.projectId, role: 'admin' }),
  })
})

test('a platform admin sees everything, a user without memberships nothing, a stranger is refused', async () => {
  const userId = await seedMember(ctx, { organizationId, role: null })
  expect(await places(userId)).toEqual({ organizations: [], projects: [] })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  expect((await places(userId)).projects).toContainEqual({ id: foreignProjectId, role: 'admin' })
  await expect(whoAmI(asMember(ctx, crypto.randomUUID()))).rejects.toMatchObject({ code: 'sign-in-required' })
  await expect(whoAmI(anyone(ctx))).rejects.toMatchObject({ code: 'sign-in-required' })
})
