import { randomUUID } from 'node:crypto'
import { afterAll, describe, expect, test } from 'vitest'
import { sampleReport, visitor } from '../../reports/testing/sample.ts'
import { sampleApp } from '../../reports/testing/sample-app.ts'
import { as, asMember, testContext } from '../../testing/context.ts'
import { seedMember, seedProject } from '../../testing/seed.ts'
import { seedEverything } from '../../testing/seed-everything.ts'
import { digestOf } from '../../visitors/visitor-hash.ts'
import { carryOutErasure } from './carry-out-erasure.ts'
import { previewErasure } from './preview-erasure.ts'
import { readErasure } from './read-erasure.ts'
import { requestErasure } from './request-erasure.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
await ctx.control.jobs.open()
afterAll(() => app.close())

const erase = async (userId: string, subject: Parameters<typeof requestErasure>[1], confirm?: string) => {
  const erasure = await requestErasure(asMember(ctx, userId), subject, { confirm })
  await carryOutErasure(ctx, { erasureId: erasure.id ?? '' })
  return erasure
}

describe('a visitor', () => {
  test('is found by the client’s id across reports; what waited in a browser is refused, what comes later is new', async () => {
    const { publicKey, origin, projectId, userId } = await seedProject(ctx)
    const browser = visitor(app, origin)
    const digest = digestOf('ada')
    const report = () => {
      const made = sampleReport(publicKey, 0)
      return { ...made, visitor: digest, recording: { ...made.recording, startedAt: Date.now(), endedAt: Date.now() } }
    }
    const waiting = report()
    for (const sent of [report(), report(), { ...report(), visitor: digestOf('bob') }])
      expect((await browser.open(sent)).statusCode).toBe(200)
    const subject = { kind: 'visitor', projectId, externalId: ' ada ' } as const
    const preview = await previewErasure(asMember(ctx, userId), subject)
    expect(preview.stores.find(({ place }) => place === 'table reports')).toMatchObject({ count: 2 })
    const { id } = await erase(userId, subject)
    const left = await ctx.control.db.selectFrom('reports').selectAll().where('project_id', '=', projectId).execute()
    expect(left).toHaveLength(1)
    expect((await browser.open(waiting)).statusCode).toBe(410)
    expect((await requestErasure(asMember(ctx, userId), subject)).id).toBe(id)
    expect((await browser.open(report())).statusCode).toBe(200)
    expect((await requestErasure(asMember(ctx, userId), subject)).id).not.toBe(id)
  })

  test('of another project, or asked for by a stranger, is nobody', async () => {
    const { projectId } = await seedEverything(ctx)
    const stranger = await seedProject(ctx)
    const subject = { kind: 'visitor', projectId, externalId: 'customer-7' } as const
    await expect(previewErasure(asMember(ctx, stranger.userId), subject)).rejects.toMatchObject({ code: 'not-found' })
    const own = { ...subject, projectId: stranger.projectId }
    const { stores } = await previewErasure(asMember(ctx, stranger.userId), own)
    expect(stores.filter(({ outcome }) => outcome === 'will erase')).toEqual([])
  })
})

describe('guard rails', () => {
  test('the last owner stays, also of two who go at once; a colleague’s account is not an owner’s to erase', async () => {
    const { organizationId, userId } = await seedProject(ctx)
    const second = await seedMember(ctx, { organizationId, role: 'owner' })
    const both = await Promise.allSettled(
      [userId, second].map((id) => requestErasure(asMember(ctx, id), { kind: 'member', id })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const leaving = await ctx.control.db
      .selectFrom('users')
      .select('id')
      .where('id', 'in', [userId, second])
      .where('leaving_at', 'is not', null)
      .execute()
    expect(leaving).toEqual([{ id: both[0]?.status === 'fulfilled' ? userId : second }])
    const elsewhere = await seedProject(ctx)
    const agent = await seedMember(ctx, { organizationId: elsewhere.organizationId, role: 'developer' })
    await ctx.control.db
      .insertInto('agent_memberships')
      .values({ id: randomUUID(), user_id: agent, organization_id: organizationId, role: 'viewer' })
      .execute()
    const asked = requestErasure(asMember(ctx, elsewhere.userId), { kind: 'member', id: agent })
    await expect(asked).rejects.toMatchObject({ code: 'conflict' })
    const viewer = requestErasure(asMember(ctx, agent), { kind: 'member', id: elsewhere.userId })
    await expect(viewer).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a token for one organization erases no account by rights that its holder has elsewhere', async () => {
    const [here, there] = [await seedProject(ctx), await seedProject(ctx)]
    await ctx.control.db
      .insertInto('agent_memberships')
      .values({ id: randomUUID(), user_id: here.userId, organization_id: there.organizationId, role: 'owner' })
      .execute()
    await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', here.userId).execute()
    const [ours, theirs] = await Promise.all(
      [here, there].map(({ organizationId }) => seedMember(ctx, { organizationId, role: 'viewer' })),
    )
    const limits = {
      token: randomUUID(),
      scopes: ['erase'],
      organizationId: here.organizationId,
      projectId: null,
    } as const
    const program = as(ctx, { kind: 'member', userId: here.userId, platformAdmin: false, limits })
    const ask = (id = '') => requestErasure(program, { kind: 'member', id })
    await expect(ask(theirs)).rejects.toMatchObject({ code: 'not-found' })
    await expect(ask(here.userId)).rejects.toMatchObject({ code: 'not-found' })
    expect((await ask(ours)).state).toBe('pending')
    const own = await requestErasure(asMember(ctx, here.userId), { kind: 'member', id: theirs ?? '' })
    await expect(readErasure(program, own.id ?? '')).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an organization goes when an owner types its name, with its projects and not with its people', async () => {
    const { subjects, ownerId } = await seedEverything(ctx)
    const subject = { kind: 'organization', id: subjects['organization'] ?? '' } as const
    const admin = await seedMember(ctx, { organizationId: subject.id, role: 'admin' })
    await expect(erase(admin, subject, 'Acme')).rejects.toMatchObject({ code: 'not-allowed' })
    await expect(erase(ownerId, subject, 'Acme Ltd')).rejects.toMatchObject({ field: 'confirm' })
    await expect(erase(ownerId, subject)).rejects.toMatchObject({ field: 'confirm' })
    await erase(ownerId, subject, 'Acme')
    for (const [table, id] of [
      ['organizations', subject.id],
      ['projects', subjects['project']],
      ['reports', subjects['report']],
    ] as const)
      expect(
        await ctx.control.db
          .selectFrom(table)
          .select('id')
          .where('id', '=', id ?? '')
          .execute(),
      ).toEqual([])
    expect(await ctx.control.db.selectFrom('users').select('id').where('id', '=', ownerId).execute()).toHaveLength(1)
  })

  test('a key sent again is the same erasure, and no other subject’s', async () => {
    const { subjects, ownerId } = await seedEverything(ctx)
    const ask = (kind: 'recording' | 'report') =>
      requestErasure(
        asMember(ctx, ownerId),
        { kind, id: subjects[kind] ?? '' },
        { idempotencyKey: `k ${subjects['project']}` },
      )
    const { id } = await ask('recording')
    expect((await ask('recording')).id).toBe(id)
    await expect(ask('report')).rejects.toMatchObject({ code: 'conflict' })
  })

  test('nor another visitor’s, by whatever name the client knows them', async () => {
    const { subjects, ownerId } = await seedEverything(ctx)
    const projectId = subjects['project'] ?? ''
    const ask = (externalId: string) =>
      requestErasure(
        asMember(ctx, ownerId),
        { kind: 'visitor', projectId, externalId },
        { idempotencyKey: `visitors of ${projectId}` },
      )
    const { id } = await ask('customer-1')
    expect((await ask('customer-1')).id).toBe(id)
    await expect(ask('customer-2')).rejects.toMatchObject({ code: 'conflict' })
  })
})
