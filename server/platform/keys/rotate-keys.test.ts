import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { testContext } from '../../testing/context.ts'
import { sharedServer } from '../../testing/database.ts'
import type { Rotating } from '../../testing/rotating-program.ts'
import { openToken, sealToken } from '../crypto/token.ts'
import { fileKeys } from './file-keys.ts'
import { holdKeys } from './hold-keys.ts'
import { readRootKeys, readUnderRoots } from './read-keys.ts'
import { retireKeys, rotateKeys } from './rotate-keys.ts'

const place = (id: string) => `data_keys.wrapped|${id}`

/** Keys of so many projects, as the program makes them. Answers the ids. */
async function fill(ctx: Context, count: number): Promise<string[]> {
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  const rows = ids.map((id) => ({
    id: crypto.randomUUID(),
    project_id: id,
    wrapped: ctx.envelope.create(place(id)).wrapped,
  }))
  for (let at = 0; at < rows.length; at += 5_000)
    await ctx.control.keys
      .insertInto('data_keys')
      .values(rows.slice(at, at + 5_000))
      .execute()
  return ids
}

const wrappedOf = async (ctx: Context, id: string) =>
  (
    await ctx.control.keys
      .selectFrom('data_keys')
      .select('wrapped')
      .where('project_id', '=', id)
      .executeTakeFirstOrThrow()
  ).wrapped

const opensAll = async (ctx: Context, ids: readonly string[]) => {
  for (const id of ids) ctx.envelope.unwrap(await wrappedOf(ctx, id), place(id))
}

const said: string[] = []
const rotate = (ctx: Context, overlapHours = 24) =>
  rotateKeys(ctx, { overlapHours, say: (text) => void said.push(text), patienceMs: 500 })

const databaseOf = async (db: Context['control']['db']) => {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(db)
  return { ...(await sharedServer()), database: rows[0]?.name ?? '' }
}

/** The rotation as a process of its own. */
async function rotating(ctx: Context): Promise<ChildProcess> {
  const child = fork(new URL('../../testing/rotating-program.ts', import.meta.url), { execArgv: [] })
  const { db, keys, name: region } = ctx.control
  const where: Rotating = {
    db: await databaseOf(db),
    keys: await databaseOf(keys),
    dataDir: ctx.config.dataDir,
    region,
  }
  child.send(where)
  return child
}

const underOld = async (ctx: Context) => {
  const [newest] = await readRootKeys(ctx)
  return (await readUnderRoots(ctx))
    .filter(({ root }) => root !== newest?.id)
    .reduce((sum, { count }) => sum + count, 0)
}

test('everything is under a new key afterwards, reads as before, and what was given out stays valid until its time is over', async () => {
  const ctx = await testContext()
  const ids = await fill(ctx, 20)
  const until = new Date(Date.now() + 3_600_000)
  const token = sealToken(ctx.envelope, 'upload', { a: 1 }, until)
  const before = await wrappedOf(ctx, ids[0] ?? '')
  const keyFile = await readFile(join(ctx.config.dataDir, 'master.key'), 'utf8')
  expect(await rotate(ctx)).toBe(true)
  expect(await underOld(ctx)).toBe(0)
  await opensAll(ctx, ids)
  expect(await wrappedOf(ctx, ids[0] ?? '')).not.toEqual(before)
  expect(await readFile(join(ctx.config.dataDir, 'master.key'), 'utf8')).not.toContain(keyFile.trim())
  const open = () => openToken(ctx.envelope, 'upload', token, z.object({ a: z.number() }), new Date())
  expect(open()).toEqual({ a: 1 })
  await ctx.control.keys
    .updateTable('root_keys')
    .set({ retire_after: new Date(0) })
    .where('state', '=', 'previous')
    .execute()
  expect(await retireKeys(ctx)).toBe(1)
  expect(open()).toBeUndefined()
  expect((await readRootKeys(ctx)).map(({ state }) => state)).toEqual(['current', 'retired'])
  await opensAll(ctx, ids)
})

test('values from before they named their key are brought along', async () => {
  const ctx = await testContext()
  const [id = ''] = await fill(ctx, 1)
  const [root] = ctx.rootKeys.roots()
  const { dataKey } = await import('../crypto/data-key.ts')
  const old = dataKey(root?.derive('envelope') as never).seal(Buffer.alloc(32, 5), `key|${place(id)}`)
  await ctx.control.keys.updateTable('data_keys').set({ wrapped: old }).where('project_id', '=', id).execute()
  expect((await readUnderRoots(ctx)).map(({ root }) => root)).toContain('older')
  expect(await rotate(ctx, 0)).toBe(true)
  await opensAll(ctx, [id])
  expect(await underOld(ctx)).toBe(0)
})

test('one that cannot be opened is left as it is, and the old key is not destroyed', async () => {
  const ctx = await testContext()
  const [id = ''] = await fill(ctx, 3)
  const moved = await wrappedOf(ctx, (await fill(ctx, 1))[0] ?? '')
  await ctx.control.keys.updateTable('data_keys').set({ wrapped: moved }).where('project_id', '=', id).execute()
  await expect(rotate(ctx, 0)).rejects.toThrow(`data_keys.wrapped|${id}`)
  expect((await readRootKeys(ctx)).map(({ state }) => state)).toEqual(['current', 'previous'])
})

test('nothing is encrypted anew while a running process does not know the new key', async () => {
  const ctx = await testContext()
  const ids = await fill(ctx, 3)
  await ctx.control.keys
    .insertInto('key_holders')
    .values({ id: crypto.randomUUID(), name: 'web on another machine', knows: [], seals_with: 'x' })
    .execute()
  said.length = 0
  expect(await rotate(ctx)).toBe(false)
  expect(said.join()).toContain('web on another machine does not know the new key yet')
  const [next] = await readRootKeys(ctx)
  expect(next?.state).toBe('next')
  await ctx.control.keys.deleteFrom('key_holders').where('name', '=', 'web on another machine').execute()
  expect(await rotate(ctx)).toBe(true)
  expect((await readRootKeys(ctx))[0]).toMatchObject({ id: next?.id, state: 'current' })
  await opensAll(ctx, ids)
})

/** Keeps the last key from being written, so that a rotation gets that far and no further. Answers how to let go. */
async function holdLast(ctx: Context): Promise<() => Promise<void>> {
  const held = Promise.withResolvers<void>()
  const letGo = Promise.withResolvers<void>()
  const holding = ctx.control.keys.transaction().execute(async (tx) => {
    await tx.selectFrom('data_keys').select('id').orderBy('project_id', 'desc').limit(1).forUpdate().execute()
    held.resolve()
    await letGo.promise
  })
  await held.promise
  return async () => {
    letGo.resolve()
    await holding
  }
}

test('a rotation killed half-way goes on where it stopped, while this process serves', {
  timeout: 120_000,
}, async () => {
  const ctx = await testContext()
  onTestFinished(() => ctx.rootKeys.close())
  const ids = await fill(ctx, 2_400)
  ctx.rootKeys.watch()
  const release = await holdLast(ctx)
  const first = await rotating(ctx)
  const begun = async () => {
    expect((await readRootKeys(ctx)).map(({ state }) => state)).toEqual(['current', 'previous'])
    expect(await underOld(ctx)).toBeLessThan(1_000)
  }
  await vi.waitFor(begun, { timeout: 60_000, interval: 50 })
  first.kill('SIGKILL')
  await once(first, 'exit')
  // Else the statement that waits would still be carried out.
  await sql`select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`.execute(ctx.control.keys)
  await release()
  const made = await readRootKeys(ctx)
  expect(await underOld(ctx)).toBeGreaterThan(0)
  await opensAll(ctx, ids.slice(0, 50))
  const token = sealToken(ctx.envelope, 'upload', {}, new Date(Date.now() + 60_000))
  const second = await rotating(ctx)
  const heard: unknown[] = []
  second.on('message', (text) => heard.push(text))
  let reads = 0
  const ended = once(second, 'exit')
  for (let running = true; running; reads++) {
    const id = ids[reads % ids.length] ?? ''
    ctx.envelope.unwrap(await wrappedOf(ctx, id), place(id))
    expect(openToken(ctx.envelope, 'upload', token, z.object({}), new Date())).toEqual({})
    running = await Promise.race([ended.then(() => false), new Promise<true>((go) => setImmediate(() => go(true)))])
  }
  expect(heard).toContain('done')
  expect(reads).toBeGreaterThan(10)
  expect(await underOld(ctx)).toBe(0)
  expect((await readRootKeys(ctx)).map(({ id }) => id)).toEqual(made.map(({ id }) => id))
  await opensAll(ctx, ids.slice(-50))
})

test('another master key than the one that was used opens nothing, and says so', async () => {
  const ctx = await testContext()
  const other = await testContext()
  const masterKeys = await fileKeys(other.config.dataDir, async () => false)
  const held = holdKeys({
    keys: ctx.control.keys,
    masterKeys,
    sealedBefore: async () => true,
    name: 'a stranger',
    onError: () => {},
  })
  await expect(held).rejects.toThrow('sealed with another master key')
})

test('an installation from before there were root keys goes on with its master key as the first of them', async () => {
  const ctx = await testContext()
  await ctx.control.keys.deleteFrom('root_keys').execute()
  const masterKeys = await fileKeys(ctx.config.dataDir, async () => true)
  const options = { keys: ctx.control.keys, masterKeys, sealedBefore: async () => true, name: 'old', onError: () => {} }
  const held = await holdKeys(options)
  const again = await holdKeys(options)
  expect(again.roots().map(({ id }) => id)).toEqual(held.roots().map(({ id }) => id))
  const { openEnvelope } = await import('../crypto/envelope.ts')
  const { createSecretKey } = await import('node:crypto')
  const before = openEnvelope({ masterKey: createSecretKey((await masterKeys.older?.())?.[0] ?? Buffer.alloc(0)) })
  const after = openEnvelope({ roots: held.roots })
  expect(after.master.open(before.master.seal(Buffer.from('x'), 'p'), 'p').toString()).toBe('x')
})
