import { afterAll, expect, test } from 'vitest'
import { carryOutErasure } from '../privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from '../privacy/erasure/request-erasure.ts'
import { asMember, testContext } from '../testing/context.ts'
import { textAdded } from '../testing/sample-events.ts'
import { seedProject } from '../testing/seed.ts'
import { sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const ctx = await testContext()
const app = await sampleApp(ctx)
afterAll(() => app.close())
await ctx.control.jobs.open()

const countOf = async (table: 'recordings' | 'recording_blocks' | 'data_keys', id: string) =>
  (
    await ctx.control[table === 'data_keys' ? 'keys' : 'db']
      .selectFrom(table)
      .selectAll()
      .where(table === 'recordings' ? 'recordings.id' : 'recording_id', '=', id)
      .execute()
  ).length

test.each(['recording', 'report'] as const)('a %s erased while it is being sent stays erased', async (kind) => {
  const { publicKey, origin, userId } = await seedProject(ctx)
  const report = sampleReport(publicKey, 2_000)
  const browser = visitor(app, origin)
  const { uploadToken, recordingId } = (await browser.open(report)).json()
  const subject = { kind, id: kind === 'recording' ? recordingId : report.id }
  const erase = async () => {
    const { id } = await requestErasure(asMember(ctx, userId), subject)
    await carryOutErasure({ ...ctx, actor: { kind: 'job', name: 'test' } }, { erasureId: id as string })
  }
  let next = 0
  let erased: Promise<void> | undefined
  const sendUntilRefused = async (): Promise<number> => {
    for (;;) {
      const seq = next++
      const events = [textAdded(1, 1, `chunk ${seq}`)]
      const { statusCode } = await browser.chunk(recordingId, seq, uploadToken, events)
      if (statusCode !== 200) return statusCode
      if (next > 20) erased ??= erase()
    }
  }
  expect(await Promise.all([1, 2, 3].map(sendUntilRefused))).toEqual([410, 410, 410])
  await erased
  expect((await browser.chunk(recordingId, 0, uploadToken, [textAdded(1, 1, 'late')])).statusCode).toBe(410)
  expect((await browser.complete(report.id, uploadToken)).statusCode).toBe(410)
  expect((await browser.open(report)).statusCode).toBe(410)
  for (const table of ['recordings', 'recording_blocks', 'data_keys'] as const)
    expect([table, await countOf(table, recordingId)]).toEqual([table, 0])
  const names = await Array.fromAsync(ctx.control.objects.listEverything(), ({ name }) => name)
  expect(names.filter((name) => name.includes(recordingId))).toEqual([])
})

test('the description of the API has every route of the intake', async () => {
  const { paths } = (await app.inject('/openapi.json')).json()
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/v1/policy',
      '/v1/ping',
      '/v1/reports',
      '/v1/reports/{reportId}/complete',
      '/v1/recordings/{recordingId}/chunks/{seq}',
      '/api/recordings/{recordingId}/blocks/{seq}',
    ]),
  )
})
