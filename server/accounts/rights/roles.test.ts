import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { OrganizationRole } from '@vitrine/protocol'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { authorizeOrganization } from './authorize-organization.ts'
import { authorizeProject } from './authorize-project.ts'
import { covers } from './rights.ts'

const ctx = await testContext()
const { organizationId, projectId } = await seedProject(ctx)
const answer = (work: Promise<unknown>) =>
  work.then(
    () => 'yes',
    (error: { code?: string }) => error.code,
  )

test.each([
  ['owner', 'yes yes yes yes yes', 'yes yes yes'],
  ['admin', 'yes yes yes yes not-allowed', 'yes yes yes'],
  ['developer', 'yes not-allowed yes not-allowed not-allowed', 'yes yes not-allowed'],
  ['billing-admin', 'yes yes not-allowed not-allowed not-allowed', 'not-found not-found not-found'],
  ['viewer', 'yes not-allowed not-allowed not-allowed not-allowed', 'yes not-allowed not-allowed'],
] as const)('what a %s of the organization may do', async (role, inOrganization, inProject) => {
  const who = asMember(ctx, await seedMember(ctx, { organizationId, role }))
  const rights = ['view', 'bill', 'develop', 'administer', 'own'] as const
  const ofOrganization = rights.map((right) => answer(authorizeOrganization(who, organizationId, right)))
  expect((await Promise.all(ofOrganization)).join(' ')).toBe(inOrganization)
  const ofProject = (['view', 'triage', 'administer'] as const).map((right) =>
    answer(authorizeProject(who, projectId, right)),
  )
  expect((await Promise.all(ofProject)).join(' ')).toBe(inProject)
})

test('nobody reaches above themselves', () => {
  const given: Partial<Record<OrganizationRole, OrganizationRole[]>> = {
    admin: ['admin', 'billing-admin', 'developer', 'viewer'],
    'billing-admin': ['billing-admin', 'viewer'],
    developer: ['developer', 'viewer'],
  }
  const all = ['owner', 'admin', 'billing-admin', 'developer', 'viewer'] as const
  for (const role of Object.keys(given) as OrganizationRole[])
    expect(all.filter((other) => covers(role, other))).toEqual(given[role])
  expect(all.every((other) => covers('owner', other))).toBe(true)
})

test('the database keeps the two kinds of role apart', async () => {
  const wrong = (role: string, project: string | null) =>
    ctx.control.db
      .updateTable('agent_memberships')
      .set({ role: role as 'admin', project_id: project })
      .where('organization_id', '=', organizationId)
      .execute()
  await expect(wrong('agent', null)).rejects.toThrow('role_check')
  await expect(wrong('owner', projectId)).rejects.toThrow('role_check')
})

test('organization-wide admins of before become an owner and admins, agents developers', async () => {
  const own = await testContext()
  const { organizationId, projectId } = await seedProject(own, { role: null })
  await sql`drop table password_reset_tokens, agent_memberships`.execute(own.control.db)
  await sql`alter table users drop column language`.execute(own.control.db)
  const before = await readFile(new URL('../../migrations/0002_accounts.sql', import.meta.url), 'utf8')
  const part = before.slice(before.indexOf('create table agent_memberships'), before.indexOf('create table api_tokens'))
  await sql.raw(part).execute(own.control.db)
  const give = async (role: string, project: string | null, at: string) => {
    const userId = await seedMember(own, { organizationId, role: null })
    await sql`insert into agent_memberships (id, user_id, organization_id, project_id, role, created_at)
      values (${randomUUID()}, ${userId}, ${organizationId}, ${project}, ${role}, ${at})`.execute(own.control.db)
  }
  await give('admin', null, '2026-01-02')
  await give('admin', null, '2026-01-01')
  await give('agent', null, '2026-01-03')
  await give('viewer', null, '2026-01-04')
  await give('admin', projectId, '2025-01-01')
  await give('agent', projectId, '2026-01-05')
  const change = await readFile(new URL('../../migrations/0011_roles.sql', import.meta.url), 'utf8')
  await sql.raw(change).execute(own.control.db)
  const rows = await own.control.db.selectFrom('agent_memberships').select('role').orderBy('created_at').execute()
  expect(rows.map(({ role }) => role)).toEqual(['admin', 'owner', 'admin', 'developer', 'viewer', 'agent'])
})
