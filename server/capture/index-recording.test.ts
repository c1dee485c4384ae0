import { createFold, layout } from '@vitrine/fold'
import { expect, test, vi } from 'vitest'
import { authorizeProject } from '../accounts/index.ts'
import { asMember, testContext } from '../testing/context.ts'
import { packed, sampleEvents, textAdded } from '../testing/sample-events.ts'
import { transact } from '../transact.ts'
import { completeRecording } from './complete-recording.ts'
import { indexRecordingJob } from './index-recording.ts'
import { startCaptureWork } from './jobs.ts'
import { unpack } from './pack.ts'
import { prepareChunk } from './prepare-chunk.ts'
import { readRecordings } from './read-recordings.ts'
import { readReplay } from './read-replay.ts'
import { storeChunk } from './store-chunk.ts'
import { startSample } from './testing/sample.ts'

const ctx = await testContext()
const prepare = async (...given: Parameters<typeof prepareChunk>) => prepareChunk(...given)
/** As a snippet sends them: Meta and full snapshot first. Then, a keyframe interval apart, lines added to the page. */
const page = sampleEvents().slice(2)
const begin = page[0]?.timestamp ?? 0
const line = (n: number) => textAdded(begin + n * layout.keyframeEveryMs + 1_000, 100 + n, `line ${n}`)
const chunks = [page, ...[1, 2, 3, 4, 5].map((n) => [line(n)])]

async function sample() {
  const started = await startSample(ctx, chunks.length)
  for (const [seq, events] of chunks.entries())
    await storeChunk(ctx, { upload: started.upload, seq, ...packed(events) }, prepare)
  const agent = asMember(ctx, started.userId)
  const read = async (part: 'block' | 'keyframe', seq: number) =>
    JSON.parse((await unpack(await readReplay(agent, part, { recordingId: started.recordingId, seq }))).toString())
  const blocks = async () => {
    const project = await authorizeProject(agent, started.projectId, 'view')
    return (await readRecordings(agent, project, started.reportId))[0]?.blocks ?? []
  }
  return { ...started, read, blocks }
}

test('a complete recording gets keyframes by itself, each the page just before its block', async () => {
  const { project, recordingId, blocks, read } = await sample()
  await startCaptureWork(ctx)
  await transact(ctx, ctx.region(project), (ctx) => completeRecording(ctx, project, recordingId))
  const due = [false, false, true, false, true, false]
  await vi.waitFor(async () => expect((await blocks()).map(({ keyframe }) => keyframe)).toEqual(due), {
    timeout: 20_000,
  })
  for (const seq of [2, 4]) {
    const whole = createFold()
    for (const event of chunks.slice(0, seq).flat()) whole.apply(event)
    const jumped = createFold()
    for (const event of await read('keyframe', seq)) jumped.apply(event)
    expect(jumped.text()).toBe(whole.text())
    expect(jumped.text()).toContain(`line ${seq - 1}`)
    expect(jumped.text()).not.toContain(`line ${seq}`)
  }
  await expect(read('keyframe', 0)).rejects.toMatchObject({ code: 'not-found' })
})

test('running it again writes the same', async () => {
  const { project, recordingId, blocks, read } = await sample()
  const job = { recordingId, projectId: project.id, region: project.region }
  await indexRecordingJob(ctx, job)
  const [before, keyframe] = [await blocks(), await read('keyframe', 2)]
  await indexRecordingJob(ctx, job)
  expect([await blocks(), await read('keyframe', 2)]).toEqual([before, keyframe])
})

test('a recording that was erased meanwhile is left alone', async () => {
  const { project, recordingId } = await sample()
  await ctx.control.keys.deleteFrom('data_keys').where('recording_id', '=', recordingId).execute()
  await indexRecordingJob(ctx, { recordingId, projectId: project.id, region: project.region })
  const names = await Array.fromAsync(ctx.control.objects.listEverything(), ({ name }) => name)
  expect(names.filter((name) => name.includes(recordingId) && name.includes('keyframe'))).toEqual([])
})
