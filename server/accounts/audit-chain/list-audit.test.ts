import { AuditFilter } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { transact } from '../../transact.ts'
import { audit, auditMembership } from '../audit.ts'
import { startLogin } from '../login/login-session.ts'
import { accountRoutes } from '../routes.ts'
import { Browser, openApp } from '../testing/browser.ts'
import { checkAudit } from './check-audit.ts'
import { listAudit } from './list-audit.ts'
import { verifyAudit } from './verify-audit.ts'

const ctx = await testContext()
const { organizationId, projectId, userId } = await seedProject(ctx)
const colleague = await seedMember(ctx, { organizationId, projectId, role: 'agent' })
const project = { id: projectId, organization_id: organizationId }
const list = (filter: object = {}, scope = { organizationId }) => listAudit(ctx, scope, AuditFilter.parse(filter))

const happened = async (who: string, day: number, action: 'report.changed' | 'project.changed' = 'report.changed') => {
  const member = { ...asMember(ctx, who), now: () => new Date(Date.UTC(2030, 0, day)) }
  await transact(member, member.control, (ctx, tx) =>
    audit(ctx, tx, { action, project, target: { kind: 'report', id: `r${day}` } }),
  )
}
for (let day = 1; day <= 7; day++)
  await happened(day % 2 ? userId : colleague, day, day < 3 ? 'project.changed' : 'report.changed')
const days = (page: Awaited<ReturnType<typeof list>>) => page.entries.flatMap(({ target }) => target?.id ?? [])

test('newest first, a page at a time, nothing twice and nothing left out', async () => {
  const pages = []
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await list({ limit: 3, ...(cursor && { cursor }) })
    pages.push(days(page))
    cursor = page.next
  }
  expect(pages.flat().slice(0, 7)).toEqual(['r7', 'r6', 'r5', 'r4', 'r3', 'r2', 'r1'])
  await expect(list({ cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid-request', field: 'cursor' })
})

test.each(['2026-13-45T99:99:99.000000Z', '0000-01-01T00:00:00.000000Z'])(
  'a moment that the database does not know, %s, is refused',
  async (moment) => {
    const cursor = Buffer.from(JSON.stringify([moment, crypto.randomUUID()])).toString('base64url')
    await expect(list({ cursor })).rejects.toMatchObject({ code: 'invalid-request', field: 'cursor' })
    expect(AuditFilter.safeParse({ from: moment }).success).toBe(false)
    expect(AuditFilter.safeParse({ to: moment }).success).toBe(false)
  },
)

test('by person, by kind, by time', async () => {
  expect(days(await list({ person: colleague }))).toEqual(['r6', 'r4', 'r2'])
  expect(days(await list({ kind: 'project' }))).toEqual(expect.arrayContaining(['r2', 'r1']))
  expect(days(await list({ from: '2030-01-03T00:00:00Z', to: '2030-01-05T00:00:00Z' }))).toEqual(['r4', 'r3'])
})

test('of another organization, nothing', async () => {
  const { organizationId: other } = await seedProject(ctx)
  expect(days(await list({}, { organizationId: other }))).toEqual([])
})

test('names are looked up when it is read: whoever was erased has none, and the chain is whole all the same', async () => {
  const gone = await seedMember(ctx, { organizationId, projectId, role: 'viewer' })
  await transact(asMember(ctx, gone), ctx.control, (ctx, tx) =>
    auditMembership(ctx, tx, { action: 'membership.changed', userId: gone, organizationId, projectId, role: 'viewer' }),
  )
  const [before] = (await list({ person: gone })).entries
  expect(before).toMatchObject({ actor: { id: gone, name: expect.any(String) }, project: { name: expect.any(String) } })
  await ctx.control.db.deleteFrom('agent_memberships').where('user_id', '=', gone).execute()
  await ctx.control.db.deleteFrom('users').where('id', '=', gone).execute()
  const [after] = (await list({ person: gone })).entries
  expect(after).toMatchObject({ actor: { id: gone, name: null }, person: { id: gone, name: null } })
  expect(await checkAudit(ctx)).toEqual([])
  expect((await list()).state).toMatchObject({ faults: [], wholeUntil: expect.any(String), waiting: 0 })
})

test('the file of the page verifies, and the published head is its end', async () => {
  const app = await openApp(ctx, [accountRoutes])
  const admin = new Browser(app)
  admin.signIn(await startLogin(ctx, userId))
  const file = await admin.send('GET', `/api/organizations/${organizationId}/audit/export`)
  expect(file.headers['content-disposition']).toMatch(/attachment; filename="audit-/)
  const verdict = await verifyAudit(file.body.trimEnd().split('\n'))
  expect(verdict.faults).toEqual([])
  const head = await new Browser(app).send('GET', '/audit-head')
  expect(head.json()).toMatchObject({ fingerprint: verdict.fingerprint, chains: [{ hash: verdict.heads[0]?.hash }] })
})
