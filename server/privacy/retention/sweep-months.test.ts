import { expect, test } from 'vitest'
import { readPartitions } from '../../platform/db/partitions.ts'
import { testContext } from '../../testing/context.ts'
import { sweep } from './sweep.ts'

const observed = { kind: 'host-contacted', name: 'mail.example.com', count: 1 } as const
const months = async (ctx: Awaited<ReturnType<typeof testContext>>) =>
  (await readPartitions(ctx.control.db, 'observations')).map(({ name }) => name)

test('a month stays until the last day of it is due, and goes as a whole with the sweep after', async () => {
  const ctx = await testContext()
  const { db } = ctx.control
  const at = new Date('2027-01-31T23:59:59Z')
  await sweep({ ...ctx, now: () => at })
  await db
    .insertInto('observations')
    .values({ ...observed, at })
    .execute()
  const before = await sweep({ ...ctx, now: () => new Date('2027-05-01T23:59:00Z') })
  expect(before.erased['observations'] ?? 0).toBe(0)
  expect(await months(ctx)).toContain('observations_2027_01')
  const after = await sweep({ ...ctx, now: () => new Date('2027-05-02T00:10:00Z') })
  expect(await months(ctx)).not.toContain('observations_2027_01')
  expect(after.lateness['observations']).toBe(600)
  expect(await db.selectFrom('observations').selectAll().execute()).toEqual([])
  expect(await months(ctx)).toContain('observations_2027_07')
})
