import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Config } from '../../platform/config/config.ts'
import { atEnd } from '../../testing/cleanup.ts'
import { freePort } from '../../testing/free-port.ts'

export type NodeProcess = {
  readonly ask: (secret: string, more?: object) => Promise<Response>
  readonly signal: (name: 'SIGTERM') => void
  /** Resolves with the code that it ended with. */
  readonly ended: Promise<number | null>
}

/** A node of the relay in a process of its own. */
export async function nodeProcess(told: Partial<Config> & { readonly dataDir: string }): Promise<NodeProcess> {
  const port = await freePort()
  const program = join(import.meta.dirname, 'node-program.ts')
  const child = fork(program, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve))
  atEnd(async () => {
    child.kill('SIGKILL')
    await ended
  })
  child.send({ ...told, port })
  await Promise.race([
    once(child, 'message'),
    ended.then((code) => Promise.reject(new Error(`A node ended with ${code} before it was ready`))),
  ])
  const ask = (secret: string, more: object = {}) =>
    fetch(`http://127.0.0.1:${port}/v1/chat/completions`, {
      method: 'POST',
      // Each on a connection of its own, as clients come that did not ask before.
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', connection: 'close' },
      body: JSON.stringify({ model: 'sim-small', messages: [{ role: 'user', content: 'ping' }], ...more }),
    })
  return { ask, signal: (name) => void child.kill(name), ended }
}
