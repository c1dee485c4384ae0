import { expect, test } from 'vitest'
import { authorizeProject } from '../../accounts/index.ts'
import { changeProject } from '../../accounts/projects/change-project.ts'
import type { Context } from '../../context.ts'
import { asMember, testContext } from '../../testing/context.ts'
import { seedProject } from '../../testing/seed.ts'
import { seedReport } from '../../testing/seed-report.ts'
import { previewWindow } from './preview-window.ts'
import { readRetention } from './read-retention.ts'
import { sweep } from './sweep.ts'

const now = new Date('2026-11-20T12:00:00Z')
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000)

/** A report of that age, with a recording of one block of 1,000 bytes. */
async function addReport(ctx: Context, projectId: string, at: Date): Promise<void> {
  const { recordingId } = await seedReport(ctx, projectId, { createdAt: at })
  await ctx.control.db
    .updateTable('recording_blocks')
    .set({ stored_bytes: 900, keyframe_bytes: 100 })
    .where('recording_id', '=', recordingId)
    .execute()
}

test('says what a shorter window would delete, day by day, and the sweep deletes just that once it is confirmed', async () => {
  const ctx = await testContext({ now: () => now })
  const { projectId, userId } = await seedProject(ctx)
  const other = await seedProject(ctx)
  for (const days of [10, 31, 40, 40, 60]) await addReport(ctx, projectId, ago(days))
  await addReport(ctx, other.projectId, ago(60))
  const member = asMember(ctx, userId)
  const project = await authorizeProject(member, projectId, 'administer')
  const preview = await previewWindow(member, { project, days: 30 })
  expect(preview).toMatchObject({
    days: 30,
    currentDays: 90,
    reports: 4,
    recordings: 4,
    bytes: 4_000,
    oldest: ago(60).toISOString(),
    nextSweepAt: '2026-11-20T12:07:00.000Z',
    perDay: [
      { day: '2026-09-21', reports: 1, recordings: 1 },
      { day: '2026-10-11', reports: 2, recordings: 2 },
      { day: '2026-10-20', reports: 1, recordings: 1 },
    ],
  })
  expect(preview.places).toContainEqual(expect.objectContaining({ place: 'recording_blocks', count: 4 }))
  expect((await previewWindow(member, { project, days: 730 })).places).toEqual([])

  const shorten = { retentionDays: 30 }
  await expect(changeProject(member, { project, change: shorten })).rejects.toMatchObject({
    code: 'confirmation-needed',
    field: 'confirmDeletion',
  })
  expect((await sweep(ctx)).erased['reports'] ?? 0).toBe(0)
  await changeProject(member, { project, change: { ...shorten, confirmDeletion: true } })
  const audited = await ctx.control.db.selectFrom('audit_log').select(['action', 'actor_id']).execute()
  expect(audited).toContainEqual({ action: 'project.retention-shortened', actor_id: userId })
  const { erased } = await sweep({ ...ctx, now: () => new Date(now.getTime() + 1_000) })
  expect(erased['reports']).toBe(4)
  expect(await ctx.control.db.selectFrom('reports').selectAll().execute()).toHaveLength(2)

  const overview = await readRetention(ctx)
  expect(overview.sweeps[0]?.erased['reports']).toBe(4)
  expect(overview.places.find(({ place }) => place === 'reports')).toMatchObject({
    erased: 4,
    lateSeconds: 1,
  })
  expect(overview.places.find(({ place }) => place === 'observations')?.kept).toBe(
    '90 days after the end of the month it falls in',
  )
  expect(overview.projects.find(({ id }) => id === projectId)).toMatchObject({ retentionDays: 30 })
})
