import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { initialize, role } from './initialize.ts'
import { findNative } from './native.ts'
import { ownDirectory, placesIn } from './places.ts'
import { type Launch, launch, stopOrphan } from './postmaster.ts'
import { chooseRunAs } from './run-as.ts'
import { serverSettings } from './settings.ts'
import { claim } from './sole-owner.ts'

/** Where a database is reached: a host name, or the directory of a local socket. */
export type Connection = {
  readonly host: string
  readonly port: number
  readonly user: string
  readonly password: string
  readonly database: string
}

export type Embedded = {
  readonly connection: Connection
  /** Of the server process; another one after it had to be restarted. */
  readonly pid: () => number
  readonly stop: () => Promise<void>
}

export type EmbeddedOptions = {
  /** Everything of this database lies below it. */
  readonly dir: string
  /** `false`: faster, and lost with the machine. For tests. */
  readonly durable?: boolean
  /** Told when the server had died and runs again, or could not be brought back. */
  readonly onRestart?: (failure?: unknown) => void
}

/**
 * Starts PostgreSQL below `dir`, initialized at the first start, reachable for this user only. It ends with this process,
 * and is started again should it die. Throws when another live program uses `dir`.
 */
export async function startEmbedded({ dir, durable = true, onRestart }: EmbeddedOptions): Promise<Embedded> {
  const places = placesIn(resolve(dir))
  const release = await claim(places.owner, places.dir)
  try {
    const native = findNative(places.libraries)
    const runAs = chooseRunAs(native.postgres, places.dir, native.env)
    const { host, port, args } = await address(places.sockets, runAs.owner)
    const how: Launch = {
      native,
      runAs,
      data: places.data,
      args: [...serverSettings(durable), '-c', `hba_file=${places.access}`, ...args],
    }
    await stopOrphan(how)
    const password = await initialize(places, native, runAs, durable)
    const server = await keepRunning(how, onRestart)
    const stop = async () => {
      await server.stop()
      await release()
      if (places.elsewhere) rmSync(places.elsewhere, { recursive: true, force: true })
    }
    return { connection: { host, port, user: role, password, database: role }, pid: server.pid, stop }
  } catch (error) {
    await release()
    throw error
  }
}

async function address(sockets: string, owner: number | undefined) {
  if (process.platform === 'win32') {
    const port = await freePort()
    return { host: '127.0.0.1', port, args: ['-c', 'listen_addresses=127.0.0.1', '-p', String(port)] }
  }
  rmSync(sockets, { recursive: true, force: true })
  ownDirectory(sockets, owner)
  return { host: sockets, port: 5432, args: ['-c', 'listen_addresses=', '-c', `unix_socket_directories=${sockets}`] }
}

const freePort = () =>
  new Promise<number>((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })

async function keepRunning(how: Launch, onRestart: EmbeddedOptions['onRestart']) {
  let current = await launch(how)
  let stopping = false
  const watch = async () => {
    for (;;) {
      await current.ended
      if (stopping) return
      // One that dies at every start must not take a whole processor.
      await delay(250)
      current = await launch(how)
      if (stopping) return current.stop()
      onRestart?.()
    }
  }
  const watched = watch().catch((failure) => onRestart?.(failure))
  const stop = async () => {
    stopping = true
    await current.stop()
    await watched
  }
  return { pid: () => current.pid, stop }
}
