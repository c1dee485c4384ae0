import { randomBytes } from 'node:crypto'
import { limits } from '@vitrine/protocol'
import { expect, test } from 'vitest'
import { asMember, testContext } from '../testing/context.ts'
import { packed, sampleEvents, textAdded } from '../testing/sample-events.ts'
import { completeRecording } from './complete-recording.ts'
import { unpack } from './pack.ts'
import { prepareChunk } from './prepare-chunk.ts'
import { readReplay } from './read-replay.ts'
import { storeChunk } from './store-chunk.ts'
import { recordingObjects } from './tables.ts'
import { startSample } from './testing/sample.ts'

const ctx = await testContext()
const prepare = async (...given: Parameters<typeof prepareChunk>) => prepareChunk(...given)
const blocks = (recordingId: string) =>
  ctx.control.db.selectFrom('recording_blocks').selectAll().where('recording_id', '=', recordingId).execute()
const objects = async (id: string, project_id: string) =>
  Array.fromAsync(ctx.control.objects.list(recordingObjects.prefix({ id, project_id })))

test('a chunk is kept encrypted, and read back by a member as it was sent', async () => {
  const { upload, recordingId, project, userId } = await startSample(ctx, 1)
  expect(await storeChunk(ctx, { upload, seq: 0, ...packed(sampleEvents()) }, prepare)).toEqual({
    seq: 0,
    stored: true,
  })
  const [object] = await objects(recordingId, project.id)
  const [row] = await blocks(recordingId)
  expect(row).toMatchObject({
    seq: 0,
    events: sampleEvents().length,
    stored_bytes: object?.bytes,
    keyframe_bytes: null,
  })
  expect(row?.first_at.getTime()).toBe(sampleEvents()[0]?.timestamp)
  expect(row?.last_at.getTime()).toBe(sampleEvents().at(-1)?.timestamp)
  const key = recordingObjects.object({ project_id: project.id, id: recordingId }, 'block-0')
  expect(object?.name).toBe(key.name)
  await expect(unpack((await ctx.control.objects.get(key)) as Buffer)).rejects.toThrow()
  const read = await readReplay(asMember(ctx, userId), 'block', { recordingId, seq: 0 })
  expect(JSON.parse((await unpack(read)).toString())).toEqual(sampleEvents())
})

test('the same chunk again changes nothing; other bytes under its number are refused', async () => {
  const { upload, recordingId } = await startSample(ctx, 2)
  const chunk = { upload, seq: 0, ...packed(sampleEvents()) }
  await storeChunk(ctx, chunk, prepare)
  const before = await blocks(recordingId)
  expect(await storeChunk(ctx, chunk, () => expect.unreachable('prepared again'))).toEqual({ seq: 0, stored: false })
  const other = { upload, seq: 0, ...packed([textAdded(1, 50, 'other')]) }
  await expect(storeChunk(ctx, other, prepare)).rejects.toMatchObject({ code: 'conflict' })
  await expect(storeChunk(ctx, { ...chunk, seq: 2 }, prepare)).rejects.toMatchObject({ code: 'conflict' })
  expect(await blocks(recordingId)).toEqual(before)
})

test('of chunks that arrive together, each number is kept once, and what is kept is one of them', async () => {
  const { upload, recordingId, userId } = await startSample(ctx, 3)
  const variants = ['one', 'two', 'three'].map((text) => packed([textAdded(1, 50, `${text} ada@example.com`)]))
  const sent = [0, 1, 2].flatMap((seq) =>
    [...variants, ...variants].map(({ body, sha256 }) => ({ upload, seq, body, sha256 })),
  )
  const answers = await Promise.allSettled(sent.map((chunk) => storeChunk(ctx, chunk, prepare)))
  const stored = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.stored)
  expect(stored).toHaveLength(3)
  for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason.code).toBe('conflict')
  for (const row of await blocks(recordingId)) {
    const read = await unpack(await readReplay(asMember(ctx, userId), 'block', { recordingId, seq: row.seq }))
    const sha = row.sha256.toString('hex')
    const kept = variants.findIndex(({ sha256 }) => sha256 === sha)
    expect(read.toString()).toContain(['one', 'two', 'three'][kept])
  }
  const recording = await ctx.control.db
    .selectFrom('recordings')
    .select('redacted_counts')
    .where('id', '=', recordingId)
    .executeTakeFirstOrThrow()
  expect(recording.redacted_counts).toEqual({ email: 3 })
})

test('a chunk that is not what its hash says is refused, and leaves nothing', async () => {
  const { upload, recordingId, project } = await startSample(ctx, 1)
  const chunk = { upload, seq: 0, ...packed(sampleEvents()), sha256: packed([]).sha256 }
  await expect(storeChunk(ctx, chunk, prepare)).rejects.toMatchObject({ code: 'invalid-request' })
  expect(await blocks(recordingId)).toEqual([])
  expect(await objects(recordingId, project.id)).toEqual([])
})

test('an erased key or recording takes nothing more, not even a chunk that is under way', async () => {
  const { upload, recordingId, project } = await startSample(ctx, 2)
  await storeChunk(ctx, { upload, seq: 0, ...packed(sampleEvents()) }, prepare)
  const late = storeChunk(ctx, { upload, seq: 1, ...packed(sampleEvents()) }, async (...given) => {
    await ctx.control.keys.deleteFrom('data_keys').where('recording_id', '=', recordingId).execute()
    return prepareChunk(...given)
  })
  await expect(late).rejects.toMatchObject({ code: 'gone' })
  await ctx.control.db.deleteFrom('recording_blocks').where('recording_id', '=', recordingId).execute()
  await ctx.control.db.deleteFrom('recordings').where('id', '=', recordingId).execute()
  await ctx.control.objects.deleteAll(recordingObjects.prefix({ project_id: project.id, id: recordingId }))
  for (const seq of [0, 1])
    await expect(storeChunk(ctx, { upload, seq, ...packed(sampleEvents()) }, prepare)).rejects.toMatchObject({
      code: 'gone',
    })
  expect(await objects(recordingId, project.id)).toEqual([])
  expect(await blocks(recordingId)).toEqual([])
})

test('a recording holds at most its limit', async () => {
  const { upload, recordingId } = await startSample(ctx, 2)
  await storeChunk(ctx, { upload, seq: 0, ...packed(sampleEvents()) }, prepare)
  await ctx.control.db
    .updateTable('recording_blocks')
    .set({ stored_bytes: limits.recordingBytes - 100 })
    .where('recording_id', '=', recordingId)
    .execute()
  const noise = [textAdded(1, 50, randomBytes(500).toString('hex'))]
  await expect(storeChunk(ctx, { upload, seq: 1, ...packed(noise) }, prepare)).rejects.toMatchObject({
    code: 'too-large',
  })
})

test('a recording completes once all of its chunks are there, and says which are missing until then', async () => {
  const { upload, recordingId, project } = await startSample(ctx, 3)
  await storeChunk(ctx, { upload, seq: 1, ...packed(sampleEvents()) }, prepare)
  await expect(completeRecording(ctx, project, recordingId)).rejects.toThrow('2 of 3 chunks are missing: 0, 2.')
  for (const seq of [0, 2]) await storeChunk(ctx, { upload, seq, ...packed(sampleEvents()) }, prepare)
  expect(await completeRecording(ctx, project, recordingId)).toBe(true)
  expect(await completeRecording(ctx, project, recordingId)).toBe(false)
})
