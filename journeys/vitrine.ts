import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** What `npm start -- --json` prints when everything runs. */
export type Ready = {
  readonly ready: true
  readonly dashboard: string
  readonly demo: string
  readonly privacy: string
  readonly signInLink: string
  readonly adminToken: string
  readonly projectKey: string
  readonly relayKey: string | null
  readonly pid: number
}

export type Vitrine = Ready & {
  readonly dataDir: string
  /** All it has printed so far. */
  readonly printed: () => string
  readonly kill: () => Promise<void>
  /** Ends it in good order, and removes its data unless they are to be kept. */
  readonly stop: (how?: { keep: boolean }) => Promise<void>
  /** The REST API with the bootstrap token. */
  readonly api: (path: string, init?: RequestInit) => Promise<Response>
}

const listening = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })

/** Three free ports in a row: dashboard, replay origin, shop. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = 20_000 + Math.floor(Math.random() * 30_000)
    const free = await Promise.all([port, port + 1, port + 2].map(listening))
    if (free.every(Boolean)) return port
  }
}

const ended = (child: ChildProcess) =>
  new Promise<void>((resolve) =>
    child.exitCode === null && child.signalCode === null ? child.once('exit', () => resolve()) : resolve(),
  )

/** A real installation in a process of its own. `dataDir` and `port` given again continue an earlier one. */
export async function startVitrine(
  how: { dataDir?: string; port?: number; env?: Record<string, string>; args?: readonly string[] } = {},
): Promise<Vitrine> {
  const dataDir = how.dataDir ?? mkdtempSync(join(tmpdir(), 'vitrine-journey-'))
  const port = how.port ?? (await freePorts())
  const args = ['tools/start.ts', '--json', '--port', String(port), '--data', dataDir, ...(how.args ?? [])]
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...how.env },
  })
  let said = ''
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const ready = await new Promise<Ready>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('{"ready":true')) resolve(JSON.parse(line) as Ready)
      else said += `${line}\n`
    })
    child.once('exit', (code) => reject(new Error(`It ended with ${code} before it was ready:\n${said}`)))
  })
  const end = async (signal: NodeJS.Signals) => {
    child.kill(signal)
    await ended(child)
  }
  return {
    ...ready,
    dataDir,
    printed: () => said,
    kill: () => end('SIGKILL'),
    stop: async ({ keep } = { keep: false }) => {
      await end('SIGTERM')
      if (!keep) rmSync(dataDir, { recursive: true, force: true, maxRetries: 20 })
    },
    api: (path, init = {}) =>
      fetch(`${ready.dashboard}${path}`, {
        ...init,
        headers: { ...init.headers, authorization: `Bearer ${ready.adminToken}` },
      }),
  }
}
