import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { transact } from '../transact.ts'
import { asMember, testContext } from './context.ts'
import { seedProject } from './seed.ts'

const shared = await testContext()

test('a context has a migrated database of its own', async () => {
  const other = await testContext()
  const { projectId, userId } = await seedProject(shared)
  const found = await shared.control.db
    .selectFrom('projects')
    .selectAll()
    .where('id', '=', projectId)
    .executeTakeFirst()
  expect(found).toMatchObject({ id: projectId, masking: { mode: 'balanced' }, created_at: expect.any(Date) })
  expect(await other.control.db.selectFrom('projects').selectAll().execute()).toEqual([])
  expect(asMember(shared, userId).actor).toEqual({ kind: 'member', userId, platformAdmin: false })
})

test('what fails in a transaction leaves nothing behind', async () => {
  const id = randomUUID()
  const failing = transact(shared, shared.control, async (_, { db }) => {
    await db.insertInto('organizations').values({ id, name: 'Gone', code: id }).execute()
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect(await shared.control.db.selectFrom('organizations').selectAll().where('id', '=', id).execute()).toEqual([])
})
