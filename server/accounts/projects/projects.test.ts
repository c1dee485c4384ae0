import { randomUUID } from 'node:crypto'
import type { TriggerRule } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { authorizeOrganization } from '../rights/authorize-organization.ts'
import { authorizeProject } from '../rights/authorize-project.ts'
import { anyone, crew } from '../testing/people.ts'
import { changeProject } from './change-project.ts'
import { createProject } from './create-project.ts'
import { projectByPublicKey } from './project-by-public-key.ts'
import { toProject } from './to-project.ts'

const ctx = await testContext()
const { organizationId, users } = await crew(ctx)
const owner = asMember(ctx, users.owner)
const organization = await authorizeOrganization(owner, organizationId, 'administer')
const create = (name: string) =>
  createProject(owner, { organization, name, origins: ['https://shop.example', 'https://shop.example'] })
const rule: TriggerRule = {
  id: randomUUID(),
  name: 'Errors at the till',
  enabled: true,
  when: 'any',
  conditions: [{ kind: 'error' }, { kind: 'status', url: '*/checkout', from: 500, to: 599 }],
  withinSeconds: 10,
  sampling: 1,
  coolDownSeconds: 60,
  action: 'offer',
  reason: 'Something went wrong while paying.',
}
const actionsOn = async (id: string) =>
  (
    await ctx.control.db.selectFrom('audit_log').select('action').where('project_id', '=', id).orderBy('at').execute()
  ).map((row) => row.action)

test('a project starts with the careful defaults and a key of its own', async () => {
  const [one, two] = [await create('One'), await create('Two')]
  expect(one).toMatchObject({
    organizationId,
    name: 'One',
    origins: ['https://shop.example'],
    masking: { mode: 'balanced', block: [], mask: [], unmask: [], ignore: [] },
    retentionDays: 90,
    recordingSeconds: 120,
    region: 'eu',
  })
  expect(one.publicKey).toMatch(/^pk_[A-Za-z0-9]{24}$/)
  expect(two.publicKey).not.toBe(one.publicKey)
  expect(await actionsOn(one.id)).toEqual(['project.created'])
})

test('the public key finds its project, and no other key does', async () => {
  const { id, publicKey } = await create('By key')
  expect((await projectByPublicKey(anyone(ctx), publicKey)).id).toBe(id)
  await expect(projectByPublicKey(anyone(ctx), publicKey.toLowerCase())).rejects.toMatchObject({ code: 'not-found' })
})

test('a change touches what it names, leaves the rest and is audited', async () => {
  const before = await create('Before')
  const project = await authorizeProject(owner, before.id, 'administer')
  const masking = { ...before.masking, mode: 'strict' as const, block: ['.secret'] }
  const capture = { ...before.capture, bodies: ['https://api.example.com/*'] }
  const change = { masking, capture, triggers: [rule], retentionDays: 700, recordingSeconds: 0 }
  const after = await changeProject(owner, { project, change })
  expect(after).toEqual({ ...before, ...change })
  expect(toProject(await authorizeProject(owner, before.id, 'view'))).toEqual(after)
  expect(await actionsOn(before.id)).toEqual(['project.created', 'project.changed'])
})

test('an empty change changes and says nothing', async () => {
  const before = await create('Same')
  const project = await authorizeProject(owner, before.id, 'administer')
  expect(await changeProject(owner, { project, change: {} })).toEqual(before)
  expect(await actionsOn(before.id)).toEqual(['project.created'])
})
