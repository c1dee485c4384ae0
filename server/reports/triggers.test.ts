import { randomUUID } from 'node:crypto'
import type { TriggerRule } from '@vitrine/protocol'
import { afterAll, expect, test } from 'vitest'
import { changeProject } from '../accounts/projects/change-project.ts'
import { authorizeProject } from '../accounts/rights/authorize-project.ts'
import { asMember, testContext } from '../testing/context.ts'
import { seedProject } from '../testing/seed.ts'
import { member, sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'
import { tryTrigger } from './try-trigger.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
afterAll(() => app.close())

const rule = (more: Partial<TriggerRule> = {}): TriggerRule => ({
  id: randomUUID(),
  name: 'Broken',
  enabled: true,
  when: 'any',
  conditions: [{ kind: 'error', message: 'it broke' }],
  withinSeconds: 10,
  sampling: 1,
  coolDownSeconds: 0,
  action: 'offer',
  reason: 'Something went wrong.',
  ...more,
})

test('what fired is kept with the report, scanned, and shown with the name of its rule', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const kept = rule()
  const project = await authorizeProject(asMember(ctx, userId), projectId, 'administer')
  await changeProject(asMember(ctx, userId), { project, change: { triggers: [kept] } })
  const at = Date.parse('2026-03-01T12:00:20Z')
  const fired = { at, action: 'offer', cause: 'mail ada@example.com', answer: 'accepted' } as const
  const triggers = [
    { ruleId: kept.id, ...fired },
    { ruleId: randomUUID(), ...fired, cause: 'gone rule' },
  ]
  const report = { ...sampleReport(publicKey, 0), triggers }
  expect((await visitor(app, origin).open(report)).statusCode).toBe(200)
  const admin = await member(app, ctx, userId)
  const read = (await admin.get(`/api/reports/${report.id}`)).json().triggers
  expect(read).toMatchObject([
    { ruleId: kept.id, name: 'Broken', at, action: 'offer', answer: 'accepted' },
    { name: null, cause: 'gone rule' },
  ])
  expect(read[0].cause).not.toContain('ada@example.com')
  expect((await visitor(app, origin).open(report)).statusCode).toBe(200)
  const rows = await ctx.control.db
    .selectFrom('trigger_events')
    .select('id')
    .where('report_id', '=', report.id)
    .execute()
  expect(rows).toHaveLength(2)
})

test('a trial says on which of the newest reports the rule would have fired, and changes nothing', async () => {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const calm = sampleReport(publicKey, 0)
  const broken = sampleReport(publicKey, 0)
  const nothing = { ...calm.recording, timeline: [], console: [] }
  await visitor(app, origin).open({ ...calm, recording: nothing })
  await visitor(app, origin).open(broken)
  const owner = asMember(ctx, userId)
  const project = await authorizeProject(owner, projectId, 'administer')
  const trial = (more: Partial<TriggerRule>) => tryTrigger(owner, { project, rule: rule(more) })
  expect(await trial({})).toMatchObject({ reports: 2, fired: [{ reportId: broken.id, times: 1, cause: 'it broke' }] })
  expect((await trial({ conditions: [{ kind: 'console', level: 'error', message: '*broke' }] })).fired).toHaveLength(1)
  const both = { when: 'all', conditions: [{ kind: 'error' }, { kind: 'element', selector: '.oops' }] } as const
  expect(await trial({ ...both, conditions: [...both.conditions] })).toEqual({
    reports: 2,
    fired: [],
    notLookedFor: ['element'],
  })
})

test('a rule that makes no sense is refused with its field', async () => {
  const { userId, projectId } = await seedProject(ctx)
  const owner = await member(app, ctx, userId)
  const answer = await owner.post(`/api/projects/${projectId}/triggers/try`, { ...rule(), conditions: [] })
  expect(answer.statusCode).toBe(400)
  expect(answer.json()).toMatchObject({ code: 'invalid-request', errors: [{ field: 'conditions' }] })
})

test('one trial of a project at a time', async () => {
  const { userId, projectId } = await seedProject(ctx)
  const owner = asMember(ctx, userId)
  const project = await authorizeProject(owner, projectId, 'administer')
  const trials = await Promise.allSettled([1, 2].map(() => tryTrigger(owner, { project, rule: rule() })))
  expect(trials.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  expect((await tryTrigger(owner, { project, rule: rule() })).reports).toBe(0)
})
