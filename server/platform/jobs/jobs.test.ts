import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Job, job, operational, text } from '@vitrine/ledger'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { atEnd } from '../../testing/cleanup.ts'
import { testContext } from '../../testing/context.ts'
import { freshDatabase } from '../../testing/database.ts'
import { silent } from '../../testing/silent.ts'
import { stuck } from '../../testing/stuck-worker.ts'
import { transact } from '../../transact.ts'
import { operation } from '../activity.ts'
import { type Connection, startEmbedded } from '../db/embedded.ts'
import { openDatabase } from '../db/open.ts'
import type { Log } from '../log/log.ts'
import { openJobs } from './open-jobs.ts'
import { every, startWorker } from './worker.ts'

const greet = job('test.greet', {
  what: 'Says hello.',
  activity: operation,
  carries: { name: text(operational('operation')) },
})
const tidy = job('test.tidy', { what: 'Tidies up.', activity: operation, carries: {} })

const waitFor = <T>(check: () => T) => vi.waitFor(check, { timeout: 25_000, interval: 2 })

/** A fresh database with a queue on it, what the queue logged, and what is in it. */
async function openQueue(jobs: readonly Job[] = [greet]) {
  const { connection, drop } = await freshDatabase()
  const logged: [message: string, fields: unknown][] = []
  const error: Log['error'] = (message, fields) => logged.push([message, fields])
  const queue = openJobs({ connection, jobs, log: { info() {}, warn() {}, error } })
  const db = openDatabase(connection, { max: 3 })
  atEnd(async () => {
    await queue.stop()
    await db.destroy()
    await drop()
  })
  const stored = async (name: string) =>
    (await sql<Record<string, unknown>>`select * from pgboss.job where name = ${name} order by created_on`.execute(db))
      .rows
  return { queue, db, logged, stored, connection }
}

test('a job of a transaction that fails never was; one of a transaction that commits runs once', async () => {
  const ctx = await testContext()
  const { connection } = await openQueue([])
  const jobs = openJobs({ connection, jobs: [greet], log: ctx.log })
  const db = openDatabase<any>(connection, { max: 2 })
  atEnd(() => db.destroy())
  atEnd(() => jobs.stop())
  const stores = { ...ctx.control, db, jobs }
  const heard: string[] = []
  await startWorker({ ...ctx, control: stores, region: () => stores }, greet, async (ctx, { name }) => {
    heard.push(`${ctx.actor.kind} ${name}`)
  })

  const failing = transact(ctx, stores, async (_, tx) => {
    await tx.jobs.enqueue(greet, { name: 'nobody' })
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  await transact(ctx, stores, (_, tx) => tx.jobs.enqueue(greet, { name: 'Ada' }))
  await waitFor(() => expect(heard).toEqual(['job Ada']))
  const { rows } = await sql`select state, data from pgboss.job where name = 'test.greet'`.execute(db)
  expect(rows).toHaveLength(1)
})

test('a job starts within moments of being queued', async () => {
  const { queue } = await openQueue()
  const started: number[] = []
  await queue.work(greet, async () => void started.push(performance.now()))
  const waits: number[] = []
  for (let round = 0; round < 20; round++) {
    const queued = performance.now()
    await queue.enqueue(greet, { name: String(round) })
    await waitFor(() => expect(started).toHaveLength(round + 1))
    waits.push((started[round] ?? Number.NaN) - queued)
  }
  waits.sort((a, b) => a - b)
  expect(waits[10]).toBeLessThan(200)
})

test('a payload is exactly what the job declares to carry', async () => {
  const { queue } = await openQueue()
  const odd = (payload: object) => queue.enqueue(greet, payload as { name: string })
  await expect(odd({ name: 'Ada', email: 'ada@example.com' })).rejects.toThrow(/can't carry "email".*declare it/)
  await expect(odd({})).rejects.toThrow('Job "test.greet" needs "name"')
  await expect(odd({ name: 7 })).rejects.toThrow('Job "test.greet" carries "name" as text')
})

test('a failing job is logged, tried again, and leaves no trace of its error in the queue', async () => {
  const { queue, logged, stored } = await openQueue()
  const heard: string[] = []
  await queue.work(greet, async ({ name }) => {
    heard.push(name)
    if (heard.length === 1) throw new Error('no such address: ada@example.com')
  })
  await queue.enqueue(greet, { name: 'Ada' })
  await waitFor(() => expect(heard).toEqual(['Ada', 'Ada']))
  expect(logged).toEqual([['A job failed', expect.objectContaining({ job: 'test.greet' })]])
  expect(JSON.stringify(await stored('test.greet'))).not.toContain('example.com')
})

test('with a key, a job that waits already is not queued twice; one that runs is', async () => {
  const { queue, stored } = await openQueue()
  await queue.open()
  for (const name of ['Ada', 'Ben']) await queue.enqueue(greet, { name }, { once: 'greeting' })
  await queue.enqueue(greet, { name: 'Cy' })
  expect((await stored('test.greet')).map((row) => row.data)).toEqual([{ name: 'Ada' }, { name: 'Cy' }])
  let finish = () => {}
  const heard: string[] = []
  await queue.work(greet, ({ name }) => {
    heard.push(name)
    return name === 'Ada' ? new Promise((done) => (finish = done)) : Promise.resolve()
  })
  await waitFor(() => expect(heard).toEqual(['Ada']))
  await queue.enqueue(greet, { name: 'Ben' }, { once: 'greeting' })
  finish()
  await waitFor(() => expect(heard).toEqual(['Ada', 'Cy', 'Ben']))
})

test('jobs that wait follow each other without a pause', async () => {
  const { queue } = await openQueue()
  for (let index = 0; index < 20; index++) await queue.enqueue(greet, { name: String(index) })
  const began = performance.now()
  let runs = 0
  await queue.work(greet, async () => void runs++)
  await waitFor(() => expect(runs).toBe(20))
  expect(performance.now() - began).toBeLessThan(10_000)
})

test('a job for later waits until then', async () => {
  const { queue, stored } = await openQueue()
  const later = new Date(Date.now() + 3_600_000)
  await queue.enqueue(greet, { name: 'Ada' }, { after: later })
  expect(await stored('test.greet')).toEqual([expect.objectContaining({ start_after: later })])
})

test('a schedule is stored with its moments', async () => {
  const { queue, db } = await openQueue([tidy])
  const ctx = await testContext()
  await every({ ...ctx, control: { ...ctx.control, jobs: queue } }, tidy, '0 * * * *')
  const { rows } = await sql`select name, cron, timezone, data from pgboss.schedule`.execute(db)
  expect(rows).toEqual([{ name: 'test.tidy', cron: '0 * * * *', timezone: 'UTC', data: {} }])
})

test('a finished job is kept for a day', async () => {
  const { queue, stored } = await openQueue()
  await queue.enqueue(greet, { name: 'Ada' })
  expect(await stored('test.greet')).toEqual([expect.objectContaining({ deletion_seconds: 86_400 })])
})

async function killedWhileWorking(connection: Connection): Promise<void> {
  const child = fork(new URL('../../testing/stuck-worker.ts', import.meta.url), { execArgv: [] })
  child.send(connection)
  await once(child, 'message')
  child.kill('SIGKILL')
  await once(child, 'exit')
}

test('a job whose process is killed is run again', { timeout: 90_000 }, async () => {
  const { queue, connection } = await openQueue([stuck])
  await queue.enqueue(stuck, {})
  await killedWhileWorking(connection)
  let runs = 0
  await queue.work(stuck, async () => void runs++)
  await vi.waitFor(() => expect(runs).toBe(1), { timeout: 60_000, interval: 50 })
})

test('the queue goes on when the database server was killed', { timeout: 60_000 }, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-jobs-'))
  const restarted = vi.fn()
  const embedded = await startEmbedded({ dir, onRestart: restarted })
  const queue = openJobs({ connection: embedded.connection, jobs: [greet], log: silent })
  onTestFinished(async () => {
    await queue.stop()
    await embedded.stop()
    await rm(dir, { recursive: true })
  })
  const heard: string[] = []
  await queue.work(greet, async ({ name }) => void heard.push(name))
  process.kill(embedded.pid(), 'SIGKILL')
  await waitFor(() => expect(restarted).toHaveBeenCalledWith())
  await waitFor(() => queue.enqueue(greet, { name: 'Ada' }))
  await waitFor(() => expect(heard).toContain('Ada'))
})
