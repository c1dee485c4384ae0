import { type Erasure, verifyReceipt } from '@vitrine/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { authenticate, createApiToken } from '../accounts/index.ts'
import type { Context } from '../context.ts'
import { createApp } from '../platform/http/create-app.ts'
import { testContext } from '../testing/context.ts'
import { seedProject } from '../testing/seed.ts'
import { documentRoutes } from './documents/routes.ts'
import { startPrivacyWork } from './jobs.ts'
import { receiptRoutes } from './receipts/routes.ts'
import { privacyRoutes } from './routes.ts'

describe('over HTTP', async () => {
  let ctx: Context
  let app: Awaited<ReturnType<typeof createApp>>
  let bearer: Record<string, string>

  beforeAll(async () => {
    ctx = await testContext()
    app = await createApp({ ctx, authenticate, name: 'test' })
    await app.register(privacyRoutes)
    await app.register(receiptRoutes)
    await app.register(documentRoutes)
    await startPrivacyWork(ctx)
    bearer = { authorization: `Bearer ${await createApiToken(ctx, { label: 'test' })}` }
  })
  afterAll(() => app.close())

  const post = (payload: unknown, headers = bearer) =>
    app.inject({ method: 'POST', url: '/v1/data-deletion', headers, payload: payload as object })

  test('a project is previewed, erased by a job, and its outcome stays readable', async () => {
    const { projectId } = await seedProject(ctx)
    const subject = { kind: 'project', id: projectId }
    const preview = await post({ subject, preview: true })
    expect(preview.statusCode, preview.body).toBe(200)
    expect(preview.json<Erasure>().state).toBe('preview')
    const accepted = await post({ subject })
    expect(accepted.statusCode, accepted.body).toBe(202)
    const { id } = accepted.json<Erasure>()
    const read = async () => (await app.inject({ url: `/v1/data-deletion/${id}`, headers: bearer })).json<Erasure>()
    await expect.poll(async () => (await read()).state, { timeout: 20_000 }).toBe('done')
    expect((await read()).stores.find(({ place }) => place === 'table projects')).toMatchObject({
      outcome: 'erased',
      count: 1,
    })
    const again = await post({ subject })
    expect([again.statusCode, again.json<Erasure>().id]).toEqual([200, id])
    const receipt = await app.inject({ url: `/v1/data-deletion/${id}/receipt`, headers: bearer })
    const { keys } = (await app.inject('/receipts/keys.json')).json()
    expect(await verifyReceipt(receipt.body, keys)).toMatchObject({ valid: true, receipt: { erasureId: id } })
    const changed = receipt.body.replace('"count":1', '"count":2')
    expect(await verifyReceipt(changed, keys)).toEqual({ valid: false, why: 'altered' })
  })

  test('nobody, and nonsense, are refused with a code and what to do', async () => {
    const anonymous = await post({ subject: { kind: 'project', id: crypto.randomUUID() } }, {})
    expect(anonymous.json()).toMatchObject({ code: 'sign-in-required', hint: expect.any(String) })
    const wrong = await post({ subject: { kind: 'planet', id: 'x' } })
    expect(wrong.statusCode).toBe(400)
    expect(wrong.json().errors.map(({ field }: { field: string }) => field)).toEqual(
      expect.arrayContaining([expect.stringContaining('subject')]),
    )
  })

  test('the privacy page is public, hashed, and its earlier versions stay', async () => {
    const page = await app.inject('/privacy')
    expect(page.headers['content-type']).toBe('text/html; charset=utf-8')
    expect(page.body).toContain('Everything that is stored')
    const { headers } = await app.inject('/privacy.json')
    const hash = String(headers['etag']).replaceAll('"', '')
    expect(page.body).toContain(hash.slice(0, 12))
    const version = await app.inject(`/privacy/versions/${hash}`)
    expect(version.statusCode).toBe(200)
    expect((await app.inject(`/privacy/versions/${'0'.repeat(64)}`)).statusCode).toBe(404)
    expect((await app.inject('/privacy.css')).headers['content-type']).toContain('text/css')
  })
})
