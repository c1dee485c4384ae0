import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { startPrivacyWork } from '../jobs.ts'

test('a start announces at once who receives data, and dates the documents in the background', async () => {
  const ctx = await testContext()
  const { db } = ctx.control
  // Holds up whoever dates a document, as a slow database would.
  const held = Promise.withResolvers<void>()
  const free = Promise.withResolvers<void>()
  const holding = db.transaction().execute(async (tx) => {
    await sql`lock table document_versions in share mode`.execute(tx)
    held.resolve()
    await free.promise
  })
  await held.promise
  await startPrivacyWork(ctx)
  expect(await db.selectFrom('document_versions').select('id').execute()).toEqual([])
  free.resolve()
  await holding
  const dated = () => db.selectFrom('document_versions').select('kind').where('kind', '=', 'sub-processors').execute()
  await expect.poll(dated, { timeout: 30_000 }).toHaveLength(1)
})
