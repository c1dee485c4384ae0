import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { SealError } from '../platform/crypto/keys.ts'
import { testContext } from '../testing/context.ts'
import { createRecordingKey, projectKey, recordingKey } from './keys.ts'

const ctx = await testContext()
const newProject = () => ({ id: randomUUID(), region: 'eu' })
const plain = Buffer.from('secret')
const keyOf = (project: { id: string }, id: string) => recordingKey(ctx, ctx.control, { id, project_id: project.id })

test('of many first uses at once, one project key is kept and all use it', async () => {
  const project = newProject()
  const keys = await Promise.all(Array.from({ length: 12 }, () => projectKey(ctx, project)))
  const sealed = keys[0]?.seal(plain, 'here') ?? Buffer.alloc(0)
  for (const key of keys) expect(key.open(sealed, 'here')).toEqual(plain)
  const rows = await ctx.control.keys.selectFrom('data_keys').selectAll().where('project_id', '=', project.id).execute()
  expect(rows).toHaveLength(1)
})

test('each recording has a key of its own, which opens only what it sealed', async () => {
  const project = newProject()
  const [one, two] = [randomUUID(), randomUUID()]
  const made = await createRecordingKey(ctx, ctx.control, project, one)
  await createRecordingKey(ctx, ctx.control, project, two)
  const sealed = made.seal(plain, 'here')
  expect((await keyOf(project, one)).open(sealed, 'here')).toEqual(plain)
  const other = await keyOf(project, two)
  expect(() => other.open(sealed, 'here')).toThrow(SealError)
  expect((await createRecordingKey(ctx, ctx.control, project, one)).open(sealed, 'here')).toEqual(plain)
})

test('a destroyed key is gone, and so is everything below a destroyed project key', async () => {
  const project = newProject()
  const [one, two] = [randomUUID(), randomUUID()]
  for (const id of [one, two]) await createRecordingKey(ctx, ctx.control, project, id)
  const { keys: db } = ctx.control
  await db.deleteFrom('data_keys').where('recording_id', '=', one).execute()
  await expect(keyOf(project, one)).rejects.toMatchObject({ code: 'gone' })
  await keyOf(project, two)
  await db.deleteFrom('data_keys').where('project_id', '=', project.id).where('recording_id', 'is', null).execute()
  await expect(keyOf(project, two)).rejects.toMatchObject({ code: 'gone' })
})

test('a wrapped key does not open in the row of another recording or project', async () => {
  const project = newProject()
  const [one, two] = [randomUUID(), randomUUID()]
  for (const id of [one, two]) await createRecordingKey(ctx, ctx.control, project, id)
  const { keys: db } = ctx.control
  const { wrapped } = await db
    .selectFrom('data_keys')
    .select('wrapped')
    .where('recording_id', '=', one)
    .executeTakeFirstOrThrow()
  await db.updateTable('data_keys').set({ wrapped }).where('recording_id', '=', two).execute()
  await expect(keyOf(project, two)).rejects.toThrow(SealError)
})
