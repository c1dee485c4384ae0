import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { freePort } from './free-port.ts'

const places = [
  '/usr/bin/redis-server',
  '/usr/local/bin/redis-server',
  '/opt/homebrew/bin/redis-server',
  '/usr/bin/valkey-server',
]

/** The program that tests start; `undefined` on a machine without it. */
export const redisProgram = (): string | undefined => places.find((path) => existsSync(path))

export type TestRedis = {
  readonly url: string
  readonly port: number
  /** Ends it at once, as a crash does. */
  readonly kill: () => Promise<void>
  /** Starts it anew on the same port: empty, unless it keeps what it is told. */
  readonly restart: () => Promise<void>
  readonly stop: () => Promise<void>
}

/** A Redis of its own on a free port of this machine: nothing of the machine's own service is read or touched. */
export async function startRedis({ keeps = false } = {}): Promise<TestRedis> {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-redis-'))
  const port = await freePort()
  let child = await run(dir, port, keeps)
  const kill = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return {
    url: `redis://127.0.0.1:${port}/0`,
    port,
    kill,
    restart: async () => {
      child = await run(dir, port, keeps)
    },
    stop: async () => {
      await kill()
      await rm(dir, { recursive: true, force: true })
    },
  }
}

async function run(dir: string, port: number, keeps: boolean): Promise<ChildProcess> {
  const settings = {
    port,
    bind: '127.0.0.1',
    dir,
    save: '',
    appendonly: keeps ? 'yes' : 'no',
    databases: 512,
    'always-show-logo': 'no',
  }
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)])
  const child = spawn(redisProgram() ?? 'redis-server', args, { stdio: ['ignore', 'pipe', 'ignore'] })
  // It would outlive a test run that is killed.
  process.once('exit', () => child.kill('SIGKILL'))
  const said: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line)
    if (line.includes('Ready to accept connections')) {
      child.stdout.resume()
      return child
    }
  }
  throw new Error(`Redis did not start:\n${said.join('\n')}`)
}

/** Every key with all it holds. */
export async function contentOf(url: string): Promise<{ name: string; content: string }[]> {
  const { Redis } = await import('ioredis')
  const client = new Redis(url)
  try {
    const names = await client.keys('*')
    return await Promise.all(
      names.map(async (name) => ({ name: `key ${name}`, content: JSON.stringify([name, await client.hgetall(name)]) })),
    )
  } finally {
    client.disconnect()
  }
}
