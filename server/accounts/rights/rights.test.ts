import { expect, test } from 'vitest'
import type { Authorized } from '../../context.ts'
import { as, asMember, testContext } from '../../testing/context.ts'
import { anyone, crew } from '../testing/people.ts'
import { authorizeOrganization } from './authorize-organization.ts'
import { authorizeProject, authorizeProjectForWork, type ProjectRow } from './authorize-project.ts'

const ctx = await testContext()
const { organizationId, projectId, foreignProjectId, users } = await crew(ctx)
const { operator } = users

const answer = (work: Promise<{ id: string }>) =>
  work.then(
    () => 'yes',
    (error: { code?: string }) => error.code,
  )
const rights = ['view', 'triage', 'administer'] as const
const inProject = (userId: string, id = projectId) =>
  Promise.all(rights.map((right) => answer(authorizeProject(asMember(ctx, userId), id, right))))

test('each role has its rights and the lower ones', async () => {
  expect(await inProject(users.viewer)).toEqual(['yes', 'not-allowed', 'not-allowed'])
  expect(await inProject(users.agent)).toEqual(['yes', 'yes', 'not-allowed'])
  expect(await inProject(users.admin)).toEqual(['yes', 'yes', 'yes'])
  expect(await inProject(users.owner)).toEqual(['yes', 'yes', 'yes'])
  expect(await inProject(operator)).toEqual(['yes', 'yes', 'yes'])
})

test('an outsider’s project and one that does not exist get the same answer', async () => {
  const denial = (id: string) =>
    authorizeProject(asMember(ctx, users.admin), id, 'view').catch((error) => ({ ...error }))
  expect(await inProject(users.outsider)).toEqual(['not-found', 'not-found', 'not-found'])
  expect(await denial(foreignProjectId)).toEqual(await denial(crypto.randomUUID()))
})

test('a role in one project says nothing about the next project of the organization', async () => {
  const [project] = await ctx.control.db.selectFrom('projects').selectAll().where('id', '=', projectId).execute()
  const next = { ...project, id: crypto.randomUUID(), public_key: `pk_${crypto.randomUUID()}` } as ProjectRow
  await ctx.control.db.insertInto('projects').values(next).execute()
  expect(await inProject(users.admin, next.id)).toEqual(['not-found', 'not-found', 'not-found'])
  expect(await inProject(users.owner, next.id)).toEqual(['yes', 'yes', 'yes'])
})

test('only admins of the whole organization administer it', async () => {
  const inOrganization = (userId: string) =>
    answer(authorizeOrganization(asMember(ctx, userId), organizationId, 'administer'))
  expect(await inOrganization(users.owner)).toBe('yes')
  expect(await inOrganization(operator)).toBe('yes')
  for (const userId of [users.admin, users.agent, users.viewer])
    expect(await inOrganization(userId)).toBe('not-allowed')
  expect(await inOrganization(users.outsider)).toBe('not-found')
  expect(await answer(authorizeOrganization(asMember(ctx, operator), crypto.randomUUID(), 'administer'))).toBe(
    'not-found',
  )
})

test('what an actor says about itself gives no right: the database does', async () => {
  expect(await answer(authorizeProject(asMember(ctx, users.outsider, true), projectId, 'view'))).toBe('not-found')
  expect(await answer(authorizeProject(asMember(ctx, crypto.randomUUID(), true), projectId, 'view'))).toBe('not-found')
})

test('nobody but members has members’ rights; jobs and the operator have a door of their own', async () => {
  const job = as(ctx, { kind: 'job', name: 'capture.index-recording' })
  const visitor = as(ctx, { kind: 'visitor', projectId, origin: 'https://shop.example' })
  for (const other of [anyone(ctx), visitor, job, as(ctx, { kind: 'operator' })]) {
    expect(await answer(authorizeProject(other, projectId, 'view'))).toBe('sign-in-required')
    expect(await answer(authorizeOrganization(other, organizationId, 'administer'))).toBe('sign-in-required')
  }
  expect(await answer(authorizeProjectForWork(job, projectId))).toBe('yes')
  expect(await answer(authorizeProjectForWork(as(ctx, { kind: 'operator' }), projectId))).toBe('yes')
  for (const other of [anyone(ctx), visitor, asMember(ctx, users.owner)])
    expect(await answer(authorizeProjectForWork(other, projectId))).toBe('not-allowed')
})

test('a higher right fits where a lower one is asked for, and not the other way round', async () => {
  const triage = (project: Authorized<ProjectRow, 'triage'>) => project.id === projectId
  const owner = asMember(ctx, users.owner)
  expect(triage(await authorizeProject(owner, projectId, 'administer'))).toBe(true)
  // @ts-expect-error who may only view may not triage
  triage(await authorizeProject(owner, projectId, 'view'))
  // @ts-expect-error a row that nobody checked
  triage(await ctx.control.db.selectFrom('projects').selectAll().executeTakeFirstOrThrow())
})
