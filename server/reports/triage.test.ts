import { randomUUID } from 'node:crypto'
import { ReportFilter, type SendReport } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../testing/context.ts'
import { type Seeded, seedMember, seedProject } from '../testing/seed.ts'
import { changeReport } from './change-report.ts'
import { readCursor, writeCursor } from './cursor.ts'
import { listReports } from './list-reports.ts'
import { openReport } from './open-report.ts'
import { readReport } from './read-report.ts'
import { sampleReport } from './testing/sample.ts'
import { firstTitle } from './title.ts'

const ctx = await testContext()
const list = (project: Seeded, filter: object = {}) =>
  listReports(asMember(ctx, project.userId), project.projectId, ReportFilter.parse(filter))

async function receive(project: Seeded, more: Partial<SendReport> = {}, at = new Date()): Promise<string> {
  const report = { ...sampleReport(project.publicKey, 0), ...more }
  await openReport({ ...ctx, now: () => at }, report, project.origin)
  return report.id
}

test('pages follow on each other, newest first, also when reports share a moment or come in between', async () => {
  const project = await seedProject(ctx)
  const ids: string[] = []
  const moment = Date.now() - 10_000
  for (let n = 0; n < 7; n++) ids.push(await receive(project, {}, new Date(moment + Math.floor(n / 3) * 1_000)))
  const seen: string[] = []
  let cursor: string | null | undefined
  do {
    const page = await list(project, { limit: 2, ...(cursor && { cursor }) })
    seen.push(...page.reports.map(({ id }) => id))
    cursor = page.next
    await receive(project)
  } while (cursor)
  expect(seen).toHaveLength(7)
  expect(new Set(seen)).toEqual(new Set(ids))
  const times = (await list(project, { limit: 100 })).reports.map(({ createdAt }) => createdAt)
  expect(times).toEqual(times.toSorted().toReversed())
})

test('a cursor that is none is refused, not guessed at', async () => {
  const project = await seedProject(ctx)
  const cursor = { createdAt: new Date(1_700_000_000_123), id: randomUUID() }
  expect(readCursor(writeCursor(cursor))).toEqual(cursor)
  for (const nonsense of ['', 'x', 'bnVsbA', writeCursor({ createdAt: new Date(-1), id: cursor.id })])
    await expect(list(project, { cursor: nonsense })).rejects.toMatchObject({
      code: 'invalid-request',
      field: 'cursor',
    })
})

test('filters by status, assignee and text, which is taken literally', async () => {
  const project = await seedProject(ctx)
  const agent = asMember(ctx, project.userId)
  const basket = await receive(project, { description: '100% of the Basket_total is wrong' })
  const login = await receive(project, {
    description: 'Cannot sign in',
    pageUrl: 'https://shop.example/Login?next=%2F',
  })
  await changeReport(agent, login, { status: 'triaged', assigneeId: project.userId })
  const found = async (filter: object) => (await list(project, filter)).reports.map(({ id }) => id)
  expect(await found({ status: 'new' })).toEqual([basket])
  expect(await found({ status: 'triaged' })).toEqual([login])
  expect(await found({ assigneeId: project.userId })).toEqual([login])
  expect(await found({ search: 'LOGIN' })).toEqual([login])
  expect(await found({ search: '100% of the basket_' })).toEqual([basket])
  for (const search of ['%', '_', '\\', '100_', "' or 1=1"])
    expect(await found({ search }), search).toEqual(search === '%' || search === '_' ? expect.anything() : [])
  expect(await found({ search: '%' })).toEqual([login, basket])
  expect(await found({ search: '_' })).toEqual([basket])
})

test('triage changes what it names, is written down, and shows who is assigned', async () => {
  const project = await seedProject(ctx, { role: 'agent' })
  const id = await receive(project)
  const agent = asMember(ctx, project.userId)
  const changed = await changeReport(agent, id, { assigneeId: project.userId })
  const assignee = { userId: project.userId, displayName: 'Ada Example' }
  expect(changed).toMatchObject({ id, status: 'new', title: 'The basket stays empty', assignee })
  expect(await changeReport(agent, id, { title: 'Empty basket', status: 'resolved' })).toMatchObject({
    title: 'Empty basket',
    status: 'resolved',
    assignee,
  })
  expect(await changeReport(agent, id, { assigneeId: null })).toMatchObject({ assignee: null, status: 'resolved' })
  const log = await ctx.control.db.selectFrom('audit_log').selectAll().where('target_id', '=', id).execute()
  expect(log).toHaveLength(3)
  expect(log[0]).toMatchObject({ actor_id: project.userId, action: 'report.changed', project_id: project.projectId })
})

test('only agents triage, and only members of the project are assigned', async () => {
  const project = await seedProject(ctx, { role: 'viewer' })
  const id = await receive(project)
  const viewer = asMember(ctx, project.userId)
  expect(await readReport(viewer, id)).toMatchObject({ id })
  await expect(changeReport(viewer, id, { status: 'closed' })).rejects.toMatchObject({ code: 'not-allowed' })
  const agent = asMember(ctx, await seedMember(ctx, { ...project, role: 'agent' }))
  const stranger = await seedProject(ctx)
  const elsewhere = await seedMember(ctx, { organizationId: stranger.organizationId, role: 'admin' })
  for (const assigneeId of [elsewhere, randomUUID()])
    await expect(changeReport(agent, id, { assigneeId, status: 'closed' })).rejects.toMatchObject({
      field: 'assigneeId',
    })
  expect(await readReport(viewer, id)).toMatchObject({ status: 'new', assignee: null })
  await expect(changeReport({ ...ctx, actor: { kind: 'anyone' } }, id, {})).rejects.toMatchObject({
    code: 'sign-in-required',
  })
})

test('an erased assignee is shown as nobody', async () => {
  const project = await seedProject(ctx)
  const id = await receive(project)
  const agent = await seedMember(ctx, { ...project, role: 'agent' })
  await changeReport(asMember(ctx, project.userId), id, { assigneeId: agent })
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', agent).execute()
  await ctx.control.db.deleteFrom('users').where('id', '=', agent).execute()
  expect((await list(project)).reports).toMatchObject([{ id, assignee: null }])
})

test.each([
  ['the first line', 'Broken\nand more', 'Broken'],
  ['the first line that is not blank', '\n  \n  Broken ', 'Broken'],
  ['the page, without a description', '', 'Problem on /basket'],
  ['at most 120 characters', 'x'.repeat(200), `${'x'.repeat(119)}…`],
])('a report is called after %s', (_, description, title) => {
  expect(firstTitle({ description, pageUrl: 'https://shop.example/basket?a=1' })).toBe(title)
})
