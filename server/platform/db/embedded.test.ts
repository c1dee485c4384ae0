import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { type Connection, startEmbedded } from './embedded.ts'
import { findNative } from './native.ts'
import { launch } from './postmaster.ts'
import { chooseRunAs } from './run-as.ts'

const isRoot = process.getuid?.() === 0
const file = new URL('../../testing/database-program.ts', import.meta.url).pathname

/** A folder that only `uid` may enter. */
async function folder(uid?: number): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-pg-'))
  if (uid !== undefined) chownSync(dir, uid, uid)
  onTestFinished(() => rm(dir, { recursive: true, force: true }))
  return dir
}

type Said = { connection: Connection; pid: number; refused?: string; restarted?: number }

/** A program of its own that holds a database, as this user or as another. */
async function startProgram(dir: string, uid?: number) {
  const become = uid === undefined ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups']
  const [program, ...args] = [...become, process.execPath, file]
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const exited = once(child, 'exit')
  onTestFinished(async () => {
    child.kill('SIGKILL')
    await exited
  })
  child.send(join(dir, 'pg'))
  const hear = async () => ((await once(child, 'message')) as [Said])[0]
  const said = await hear()
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  const stop = async () => {
    child.send('stop')
    await exited
  }
  return { ...said, hear, kill, stop }
}

async function ask(connection: Connection, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client(connection)
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query(statement)).rows
  } finally {
    await client.end()
  }
}

const alive = (pid: number) => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8') !== ''
  } catch {
    return false
  }
}
const untilGone = (pid: number) => vi.waitFor(() => expect(alive(pid)).toBe(false), { timeout: 10_000, interval: 20 })

/** Every process that mentions this folder. */
const processesIn = (dir: string) =>
  readdirSync('/proc').filter((pid) => {
    try {
      return /^\d+$/.test(pid) && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(dir)
    } catch {
      return false
    }
  })

const users: [string, number | undefined][] = [
  ['this user', undefined],
  ...(isRoot ? [['another', 1] as [string, number]] : []),
]

describe.each(users)('as %s', (_, uid) => {
  test('keeps what was committed when its program is killed, and leaves no process behind', async () => {
    const dir = await folder(uid)
    const first = await startProgram(dir, uid)
    await ask(first.connection, 'create table kept (id integer)')
    await ask(first.connection, 'insert into kept values (7)')
    await first.kill()
    await untilGone(first.pid)
    await vi.waitFor(() => expect(processesIn(dir)).toEqual([]), { timeout: 10_000 })

    const second = await startProgram(dir, uid)
    expect(await ask(second.connection, 'select id from kept')).toEqual([{ id: 7 }])
    await second.stop()
    expect(processesIn(dir)).toEqual([])
  })

  test('starts again at once when its program is killed', async () => {
    const dir = await folder(uid)
    const first = await startProgram(dir, uid)
    await first.kill()
    const second = await startProgram(dir, uid)
    expect(await ask(second.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    await second.stop()
  })

  test('comes back by itself when the server is killed, with everything committed', async () => {
    const dir = await folder(uid)
    const program = await startProgram(dir, uid)
    await ask(program.connection, 'create table kept (id integer)')
    await ask(program.connection, 'insert into kept values (7)')
    const restarted = program.hear()
    process.kill(program.pid, 'SIGKILL')
    const { restarted: pid } = await restarted
    expect(pid).not.toBe(program.pid)
    expect(await ask(program.connection, 'select id from kept')).toEqual([{ id: 7 }])
    await program.stop()
    expect(processesIn(dir)).toEqual([])
  })

  test('refuses a second program while the first one lives', async () => {
    const dir = await folder(uid)
    const first = await startProgram(dir, uid)
    const second = await startProgram(dir, uid)
    expect(second.refused).toMatch(/Another running program uses .*\/pg. Stop it first/)
    expect(await ask(first.connection, 'select 1 as one')).toEqual([{ one: 1 }])
    await first.stop()
  })
})

test('replaces a server that outlived its program', async () => {
  const dir = await folder()
  await (await startEmbedded({ dir, durable: false })).stop()
  const native = findNative(join(dir, 'libraries'))
  const runAs = chooseRunAs(native.postgres, dir, native.env)
  const args = ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${join(dir, 'sockets')}`]
  const orphan = await launch({ native, runAs, data: join(dir, 'data'), args })
  const replacement = await startEmbedded({ dir, durable: false })
  onTestFinished(replacement.stop)
  await orphan.ended
  expect(await ask(replacement.connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('leaves a stranger alone that has the number of a server long gone', async () => {
  const dir = await folder()
  await (await startEmbedded({ dir, durable: false })).stop()
  const { owner } = chooseRunAs('/bin/true', dir, {})
  const stranger = spawn('sleep', ['60'], { ...(owner !== undefined && { uid: owner }) })
  onTestFinished(() => void stranger.kill())
  writeFileSync(join(dir, 'data', 'postmaster.pid'), `${stranger.pid}\n${join(dir, 'data')}\n`)
  const embedded = await startEmbedded({ dir, durable: false })
  onTestFinished(embedded.stop)
  expect(alive(stranger.pid ?? 0)).toBe(true)
})

test('lets in nobody but its own role with its password, and only by its own socket', async () => {
  const dir = await folder()
  const embedded = await startEmbedded({ dir, durable: false })
  onTestFinished(embedded.stop)
  const { connection } = embedded
  await expect(ask({ ...connection, password: 'guess' }, 'select 1')).rejects.toThrow(/password authentication failed/)
  await expect(ask({ ...connection, user: 'postgres', database: 'postgres' }, 'select 1')).rejects.toThrow(/pg_hba/)
  expect(await ask(connection, 'show listen_addresses')).toEqual([{ listen_addresses: '' }])
  expect(await ask(connection, 'select rolsuper from pg_roles where rolname = current_user')).toEqual([
    { rolsuper: false },
  ])
  await expect(ask(connection, `copy (select 1) to program 'true'`)).rejects.toThrow(/permission denied/)
})

test('a path too long for a socket gets its socket elsewhere', async () => {
  const dir = join(await folder(), 'long'.repeat(30))
  const embedded = await startEmbedded({ dir, durable: false })
  expect(await ask(embedded.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  await embedded.stop()
  expect(existsSync(embedded.connection.host)).toBe(false)
})

test.runIf(isRoot)('runs below a folder that only root may enter', async () => {
  const closed = await folder()
  chmodSync(closed, 0o700)
  const embedded = await startEmbedded({ dir: join(closed, 'pg'), durable: false })
  onTestFinished(embedded.stop)
  expect(await ask(embedded.connection, 'select 1 as one')).toEqual([{ one: 1 }])
  expect(readFileSync(`/proc/${embedded.pid()}/status`, 'utf8')).toMatch(/Uid:\s+65534\s/)
})

test('an initialization that was cut short starts over', async () => {
  const dir = await folder()
  mkdirSync(join(dir, 'data.unfinished'))
  writeFileSync(join(dir, 'data.unfinished', 'half'), '')
  const embedded = await startEmbedded({ dir, durable: false })
  onTestFinished(embedded.stop)
  expect(await ask(embedded.connection, 'select 1 as one')).toEqual([{ one: 1 }])
})

test('says what the server complained about when it does not start', async () => {
  const dir = await folder()
  await (await startEmbedded({ dir, durable: false })).stop()
  writeFileSync(join(dir, 'data', 'PG_VERSION'), '12\n')
  await expect(startEmbedded({ dir, durable: false })).rejects.toThrow(/initialized by PostgreSQL version 12/)
})
