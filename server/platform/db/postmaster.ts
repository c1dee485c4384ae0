import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { finish } from './initialize.ts'
import type { Native } from './native.ts'
import { environment, type RunAs } from './run-as.ts'

/** One running server process. */
export type Postmaster = {
  readonly pid: number
  /** Resolves when the process has ended, however it did. */
  readonly ended: Promise<void>
  /** Disconnects everybody, writes everything out, ends. */
  readonly stop: () => Promise<void>
}

export type Launch = {
  readonly native: Native
  readonly runAs: RunAs
  readonly data: string
  readonly args: readonly string[]
}

const patience = 10_000

/** Starts the server on an initialized directory; resolves when it accepts connections. */
export async function launch(how: Launch): Promise<Postmaster> {
  // What is left of a killed server holds on to its memory for a moment.
  for (const end = Date.now() + patience; ; await delay(100)) {
    try {
      return await attempt(how)
    } catch (error) {
      const passing = /still in use|lock file .* already exists/.test((error as Error).message)
      if (!passing || Date.now() > end) throw error
    }
  }
}

async function attempt({ native, runAs, data, args }: Launch): Promise<Postmaster> {
  const [file = '', ...rest] = [...runAs.prefix, native.postgres, '-D', data, ...args]
  const child = spawn(file, rest, {
    ...runAs.ids,
    env: { ...environment, ...native.env },
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
    // Ctrl-C in a terminal reaches the whole group; the server must outlive those who still write to it.
    detached: process.platform !== 'win32',
  })
  const kill = () => child.kill('SIGINT')
  process.once('exit', kill)
  const ended = new Promise<void>((done) => {
    child.once('close', () => {
      process.off('exit', kill)
      done()
    })
  })
  await accepting(child.stderr, ended, once(child, 'error'))
  const stop = async () => {
    if (process.platform === 'win32') await finish(native, runAs, native.control, ['stop', '-D', data, '-m', 'fast'])
    else await endBy((signal) => child.kill(signal), ended)
  }
  return { pid: child.pid ?? 0, ended, stop }
}

async function accepting(log: NodeJS.ReadableStream, ended: Promise<void>, failed: Promise<unknown[]>): Promise<void> {
  let said = ''
  const ready = new Promise<void>((done) => {
    log.on('data', (text) => {
      if (said.length < 10_000) said += text
      if (said.includes('ready to accept connections')) done()
    })
  })
  const refused = async () => {
    await ended
    throw new Error(`PostgreSQL did not start: ${said.trim()}`)
  }
  const missing = async () => {
    const [error] = await failed
    throw error
  }
  await Promise.race([ready, refused(), missing()])
}

async function endBy(kill: (signal: NodeJS.Signals) => void, ended: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    kill(signal)
    if (await Promise.race([ended.then(() => true), delay(patience, false, { ref: false })])) return
  }
}

/** Stops a server that outlived the program that had started it, and forgets one that is long gone. */
export async function stopOrphan({ native, runAs, data }: Launch): Promise<void> {
  const pid = recordedPid(data)
  if (pid === undefined) return
  if (process.platform === 'win32') {
    await finish(native, runAs, native.control, ['stop', '-D', data, '-m', 'fast']).catch(() => {})
    return
  }
  const running = () => commandOf(pid).includes(data)
  const gone = async () => {
    while (running()) await delay(20)
  }
  if (running()) await endBy((signal) => running() && process.kill(pid, signal), gone())
  // Another process may have its number by now, which PostgreSQL would take for itself.
  else if (commandOf(pid)) rmSync(join(data, 'postmaster.pid'), { force: true })
}

function recordedPid(data: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(join(data, 'postmaster.pid'), 'utf8'), 10) || undefined
  } catch {
    return undefined
  }
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8')
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' })
  } catch {
    return ''
  }
}
