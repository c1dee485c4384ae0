import { expect, test, vi } from 'vitest'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { startPrivacyWork } from '../jobs.ts'
import { sweep } from '../retention/sweep.ts'
import { carryOutErasure } from './carry-out-erasure.ts'
import { readErasure } from './read-erasure.ts'
import { requestErasure } from './request-erasure.ts'

const later = (ms: number) => () => new Date(Date.now() + ms)

test('an erasure that breaks says so, names nothing as erased, and is taken up again until it is done', async () => {
  const ctx = await testContext()
  const { projectId, userId } = await seedProject(ctx)
  const member = asMember(ctx, userId)
  const enqueue = { ...ctx, control: { ...ctx.control, jobs: { ...ctx.control.jobs, within: () => silent } } }
  const silent = { ...ctx.control.jobs, enqueue: async () => {} }
  const asked = await requestErasure(asMember(enqueue, userId), { kind: 'project', id: projectId })
  const erasureId = asked.id ?? ''

  const full = () => Promise.reject(new Error('disk failure'))
  const broken = { ...ctx.control, ephemeral: { ...ctx.control.ephemeral, delete: full } }
  await expect(carryOutErasure({ ...ctx, control: broken, region: () => broken }, { erasureId })).rejects.toThrow(
    'disk failure',
  )
  const failed = await readErasure(member, erasureId)
  expect(failed.state).toBe('failed')
  expect(failed.stores.filter(({ outcome }) => outcome === 'erased')).toEqual([])
  expect(failed.stores).toContainEqual(expect.objectContaining({ place: 'table projects', outcome: 'will erase' }))

  await startPrivacyWork(ctx)
  await sweep({ ...ctx, now: later(3_500_000) })
  expect((await readErasure(member, erasureId)).state).toBe('failed')
  await sweep({ ...ctx, now: later(3_700_000) })
  await vi.waitFor(async () => expect((await readErasure(member, erasureId)).state).toBe('done'), { timeout: 15_000 })
  expect((await readErasure(member, erasureId)).stores).toContainEqual(
    expect.objectContaining({ place: 'table projects', outcome: 'erased', count: 1 }),
  )
})
