import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { declarations } from './declarations.ts'
import { start } from './main.ts'
import { openContext } from './open-context.ts'
import type { Connection } from './platform/db/embedded.ts'
import { carryOutErasure } from './privacy/erasure/carry-out-erasure.ts'
import { requestErasure } from './privacy/erasure/request-erasure.ts'
import { applyJournal } from './privacy/index.ts'
import { apiToken, sampleReport, visitor } from './reports/testing/sample.ts'
import { sampleApp } from './reports/testing/sample-app.ts'
import { testConfig } from './testing/config.ts'
import { asMember } from './testing/context.ts'
import { freshDatabase, sharedServer } from './testing/database.ts'
import { sampleEvents } from './testing/sample-events.ts'
import { seedProject } from './testing/seed.ts'
import { administer } from './testing/template.ts'

const urlOf = ({ host, port, user, password, database }: Connection) =>
  `postgres://${user}:${encodeURIComponent(password)}@localhost:${port}/${database}?host=${encodeURIComponent(host)}`

/** Settings of an installation on databases of its own, and a way to bring an earlier state of the main one back. */
async function installation() {
  const [main, keys] = [await freshDatabase(), await freshDatabase({ keys: true })]
  const dataDir = await mkdtemp(join(tmpdir(), 'vitrine-restore-'))
  const server = await sharedServer()
  const name = main.connection.database
  onTestFinished(async () => {
    await administer(server, `drop database if exists ${name}_backup with (force)`)
    for (const { drop } of [main, keys]) await drop()
    await rm(dataDir, { recursive: true, force: true, maxRetries: 20 })
  })
  const config = {
    ...testConfig(dataDir),
    databaseUrl: urlOf(main.connection),
    keysDatabaseUrl: urlOf(keys.connection),
  }
  return {
    config,
    backUp: () => administer(server, `create database ${name}_backup template ${name}`),
    restore: async () => {
      await administer(server, `drop database ${name} with (force)`)
      await administer(server, `create database ${name} template ${name}_backup`)
    },
  }
}

test('what was erased and comes back with a backup is gone again before the first request', async () => {
  const { config, backUp, restore } = await installation()
  const before = await openContext(config, declarations)
  const seeded = await seedProject(before.ctx)
  const app = await sampleApp(before.ctx)
  const site = visitor(app, seeded.origin)
  const send = async () => {
    const report = sampleReport(seeded.publicKey, 1)
    const { recordingId, uploadToken } = (await site.open(report)).json()
    await site.chunk(recordingId, 0, uploadToken, sampleEvents())
    await site.complete(report.id, uploadToken)
    return { reportId: report.id, recordingId }
  }
  const [erased, kept] = [await send(), await send()]
  const token = await apiToken(before.ctx, seeded.userId)
  await app.close()
  await before.close()
  await backUp()

  const later = await openContext(config, declarations)
  const { id } = await requestErasure(asMember(later.ctx, seeded.userId), { kind: 'report', id: erased.reportId })
  await carryOutErasure({ ...later.ctx, actor: { kind: 'job', name: 'privacy.erase' } }, { erasureId: id ?? '' })
  await later.close()
  await restore()

  const untouched = await openContext(config, declarations)
  const rows = await untouched.ctx.control.db.selectFrom('reports').select('id').execute()
  expect(rows.map((row) => row.id).toSorted()).toEqual([erased.reportId, kept.reportId].toSorted())
  await untouched.close()

  const looked: number[] = []
  const look = async () => {
    const { ctx, close } = await openContext(config, declarations)
    const program = await sampleApp(ctx)
    const headers = { authorization: `Bearer ${token}` }
    for (const { reportId } of [erased, kept])
      looked.push((await program.inject({ url: `/api/reports/${reportId}`, headers })).statusCode)
    await program.close()
    await close()
  }
  const lookFirst = async (done: () => void, fail: (error: unknown) => void) => {
    try {
      await look()
      done()
    } catch (error) {
      fail(error)
    }
  }
  // What a start waits for last before it serves anything: the first moment at which somebody could ask.
  const then = (done: () => void, fail: (error: unknown) => void) => void lookFirst(done, fail)
  // oxlint-disable-next-line unicorn/no-thenable -- it has to begin when it is waited for
  const built: unknown = { then }
  const running = await start({ ...config, services: ['jobs'] }, built as Promise<void>)
  onTestFinished(running.close)
  expect(looked).toEqual([404, 200])

  const { ctx, close } = await openContext(config, declarations)
  for (const table of ['recordings', 'recording_blocks'] as const) {
    const column = table === 'recordings' ? 'recordings.id' : 'recording_id'
    const found = await ctx.control.db.selectFrom(table).selectAll().where(column, '=', erased.recordingId).execute()
    expect([table, found]).toEqual([table, []])
  }
  expect(await applyJournal(ctx)).toEqual({})
  await close()
}, 120_000)
