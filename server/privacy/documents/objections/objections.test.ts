import type { OrganizationRecipient, RecipientNotice } from '@vitrine/protocol'
import { afterAll, expect, test } from 'vitest'
import { authenticate } from '../../../accounts/index.ts'
import { createApp } from '../../../platform/http/create-app.ts'
import { member } from '../../../reports/testing/sample.ts'
import { testContext } from '../../../testing/context.ts'
import { seedMember, seedProject } from '../../../testing/seed.ts'
import { documentRoutes } from '../routes.ts'

let now = new Date('2026-11-20T12:00:00Z')
const ctx = await testContext({ now: () => now })
const app = await createApp({ ctx, authenticate, name: 'test' })
await app.register(documentRoutes)
afterAll(() => app.close())

const admin = async () => {
  const { userId } = await seedProject(ctx)
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  return member(app, ctx, userId)
}

test('an organization objects while a notice runs; the operator reads it, and the log says who it was', async () => {
  const operator = await admin()
  const { organizationId, userId } = await seedProject(ctx)
  const at = `/api/organizations/${organizationId}/recipients`
  const owner = await member(app, ctx, userId)
  const object = (reason: string) => owner.post(`${at}/object-store/objection`, { reason })
  expect((await object('Not yet announced.')).statusCode).toBe(409)
  expect((await operator.post('/api/administration/recipients/object-store/announce', {})).statusCode).toBe(200)

  const agent = await member(app, ctx, await seedMember(ctx, { organizationId, role: 'developer' }))
  const stranger = await member(app, ctx, (await seedProject(ctx)).userId)
  for (const other of [agent, stranger])
    expect([403, 404]).toContain((await other.post(`${at}/object-store/objection`, { reason: 'x' })).statusCode)
  for (const empty of [' ', 'NUL \0', 'half \ud800']) expect((await object(empty)).statusCode).toBe(400)
  expect((await object('It keeps data outside of the EU.')).statusCode).toBe(200)
  const again = await object('It keeps data in <b>Mars</b>.')
  const seen = again.json<OrganizationRecipient[]>().find(({ id }) => id === 'object-store')
  expect(seen).toMatchObject({
    mayObject: true,
    status: 'announced',
    objection: { reason: 'It keeps data in <b>Mars</b>.' },
  })

  const all = (await operator.get('/api/administration/recipients')).json<RecipientNotice[]>()
  expect(all.find(({ id }) => id === 'object-store')?.objections).toEqual([
    { organization: 'Acme', member: 'Ada Example', reason: 'It keeps data in <b>Mars</b>.', at: now.toISOString() },
  ])
  const theirs = (await stranger.get(`/api/organizations/${organizationId}/recipients`)).statusCode
  expect([403, 404]).toContain(theirs)
  const logged = await ctx.control.db
    .selectFrom('audit_log')
    .select(['actor_id', 'organization_id', 'target_id'])
    .where('action', '=', 'recipient.objected-to')
    .execute()
  const entry = { actor_id: userId, organization_id: organizationId, target_id: 'object-store' }
  expect(logged).toEqual([entry, entry])

  now = new Date(now.getTime() + (ctx.config.noticeDays + 1) * 86_400_000)
  expect((await object('Too late.')).statusCode).toBe(409)
})
