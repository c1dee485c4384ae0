import { createHmac } from 'node:crypto'
import { type VisitorCopy, type VisitorView, verifyReceipt } from '@vitrine/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { authenticate } from '../../accounts/index.ts'
import { createApp } from '../../platform/http/create-app.ts'
import { member } from '../../reports/testing/sample.ts'
import { testContext } from '../../testing/context.ts'
import { seedEverything } from '../../testing/seed-everything.ts'
import { visitorRoutes } from '../../visitors/index.ts'
import { readZip } from '../export/testing/read-zip.ts'
import { startPrivacyWork } from '../jobs.ts'
import { privacyRoutes } from '../routes.ts'
import { visitorPageRoutes } from './routes.ts'

const ctx = await testContext()
const app = await createApp({ ctx, authenticate, name: 'test' })
for (const routes of [visitorRoutes, visitorPageRoutes, privacyRoutes]) await app.register(routes)
await startPrivacyWork(ctx)
afterAll(() => app.close())

const post = (url: string, token: string) => app.inject({ method: 'POST', url, payload: { token } })
const view = async (token: string) => (await post('/v1/visitor/data', token)).json<VisitorView>()

async function linkTo(externalId: string, seeded = seedEverything(ctx)) {
  const { ownerId, projectId } = await seeded
  const admin = await member(app, ctx, ownerId)
  const answer = await admin.post(`/api/projects/${projectId}/visitor-links`, { externalId })
  const { url } = answer.json<{ url: string }>()
  return { admin, projectId, token: url.split('#')[1] ?? '' }
}

describe('a visitor with a link of their own', () => {
  test('sees what is held in plain numbers, has it erased, gets the receipt; again changes nothing', async () => {
    const { token } = await linkTo('customer-7')
    const before = await view(token)
    expect(before).toMatchObject({ state: 'held', site: 'Shop', receipt: null })
    expect(before.held.find(({ what }) => what.startsWith('Problems that visitors reported'))?.count).toBe(1)
    expect((await post('/v1/visitor/erasure', token)).statusCode).toBe(200)
    await expect.poll(async () => (await view(token)).state, { timeout: 20_000 }).toBe('erased')
    const { receipt, held } = await view(token)
    expect(held).toEqual([])
    expect(await verifyReceipt(JSON.stringify(receipt))).toMatchObject({
      valid: true,
      receipt: { askedBy: { kind: 'visitor', id: null }, subject: { kind: 'visitor' } },
    })
    const again = (await post('/v1/visitor/erasure', token)).json<VisitorView>()
    expect(again.receipt?.receipt.erasureId).toBe(receipt?.receipt.erasureId)
    expect(await ctx.control.db.selectFrom('erasures').selectAll().execute()).toHaveLength(1)
  })

  test('takes a copy of it, once a day; nobody else’s copy, and none after an erasure', async () => {
    const { admin, projectId, token } = await linkTo('customer-7')
    const asked = { subject: { kind: 'visitor', projectId, externalId: 'customer-7' } }
    expect((await admin.post('/v1/data-export', asked)).statusCode).toBe(202)
    expect((await view(token)).copy).toBeNull()
    expect((await post('/v1/visitor/export/download', token)).statusCode).toBe(404)
    expect((await post('/v1/visitor/export', token)).statusCode).toBe(202)
    await expect.poll(async () => (await view(token)).copy?.state, { timeout: 30_000 }).toBe('ready')
    const file = await post('/v1/visitor/export/download', token)
    expect([file.statusCode, file.headers['cache-control']]).toEqual([200, 'no-store'])
    const names = [...(await readZip(file.rawPayload)).keys()]
    expect(names).toEqual(expect.arrayContaining(['data/reports.ndjson', 'manifest.json']))
    expect((await post('/v1/visitor/export', token)).json<VisitorCopy>().state).toBe('ready')
    const copies = await ctx.control.db
      .selectFrom('data_exports')
      .select('requested_by')
      .where('project_id', '=', projectId)
      .execute()
    expect(copies.filter(({ requested_by }) => requested_by === null)).toHaveLength(1)
    await post('/v1/visitor/erasure', token)
    await expect.poll(async () => (await view(token)).state, { timeout: 30_000 }).toBe('erased')
    expect((await view(token)).copy).toBeNull()
    for (const url of ['/v1/visitor/export', '/v1/visitor/export/download'])
      expect((await post(url, token)).statusCode).toBe(404)
  })

  test('of whom nothing is held is told so, and nothing about anybody else', async () => {
    const { token } = await linkTo('customer-8')
    expect(await view(token)).toMatchObject({ state: 'nothing', held: [] })
  })
})

describe('a link that is not what it says', () => {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1_000)
  const signed = (secret: string, claims: object, header: object = { alg: 'HS256' }) => {
    const text = `${part(header)}.${part(claims)}`
    return `${text}.${createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest('base64url')}`
  }

  test('made by the client’s own server it opens; forged, over, for another visitor or project it does not', async () => {
    const { admin, projectId } = await linkTo('customer-7')
    const other = await linkTo('customer-7')
    const { secret } = (await admin.post(`/api/projects/${projectId}/link-secret`, {})).json<{ secret: string }>()
    const claims = { iss: projectId, sub: 'customer-7', aud: 'vitrine-visitor', iat: now, exp: now + 600 }
    const good = signed(secret, claims)
    expect((await post('/v1/visitor/data', good)).statusCode).toBe(200)
    const [header = '', , mac = ''] = good.split('.')
    const bad = {
      'another visitor under the same signature': `${header}.${part({ ...claims, sub: 'customer-8' })}.${mac}`,
      'a later end under the same signature': `${header}.${part({ ...claims, exp: now + 6_000 })}.${mac}`,
      'another project': signed(secret, { ...claims, iss: other.projectId }),
      'no such project': signed(secret, { ...claims, iss: crypto.randomUUID() }),
      'a project that is no id': signed(secret, { ...claims, iss: "' or 1=1" }),
      'it is over': signed(secret, { ...claims, iat: now - 700, exp: now - 1 }),
      'not yet': signed(secret, { ...claims, iat: now + 600, exp: now + 900 }),
      'too long': signed(secret, { ...claims, exp: now + 86_401 }),
      'for something else': signed(secret, { ...claims, aud: 'somebody' }),
      'no end': signed(secret, { iss: projectId, sub: 'customer-7', aud: 'vitrine-visitor', iat: now }),
      'no algorithm': `${part({ alg: 'none' })}.${part(claims)}.`,
      'another algorithm': signed(secret, claims, { alg: 'RS256' }),
      'another secret': signed('A'.repeat(43), claims),
      'an empty secret': signed('', claims),
      'more parts': `${good}.x`,
      nothing: '',
      nonsense: 'é.é.é',
    }
    for (const [what, token] of Object.entries(bad))
      for (const url of [
        '/v1/visitor/data',
        '/v1/visitor/erasure',
        '/v1/visitor/export',
        '/v1/visitor/export/download',
      ]) {
        const { statusCode, body } = await post(url, token)
        expect([what, statusCode]).toEqual([what, 403])
        expect(body).not.toContain('customer')
      }
  })

  test('a new secret ends every link that was made before', async () => {
    const { admin, projectId, token } = await linkTo('customer-7')
    expect((await post('/v1/visitor/data', token)).statusCode).toBe(200)
    await admin.post(`/api/projects/${projectId}/link-secret`, {})
    expect((await post('/v1/visitor/data', token)).statusCode).toBe(403)
  })
})
