import { rmSync } from 'node:fs'
import { connect, createServer, type Server } from 'node:net'

/**
 * Claims a directory for this process by listening on a socket at `path` (a pipe name on Windows): the operating system
 * lets go of it however the process ends. Answers how to give it up. Throws when another live process holds it.
 */
export async function claim(path: string, directory: string): Promise<() => Promise<void>> {
  const server = createServer((visitor) => visitor.destroy())
  const taken = await listen(server, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE') throw error
    return error
  })
  if (taken) {
    if (await isClaimed(path)) {
      throw new Error(`Another running program uses ${directory}. Stop it first, or choose another data directory.`)
    }
    rmSync(path, { force: true })
    await listen(server, path)
  }
  server.unref()
  return () => new Promise((done) => server.close(() => done()))
}

const listen = (server: Server, path: string) =>
  new Promise<void>((done, fail) => {
    server.once('error', fail).listen(path, () => {
      server.off('error', fail)
      done()
    })
  })

/** Whether a live process holds it. */
export const isClaimed = (path: string) =>
  new Promise<boolean>((tell) => {
    const socket = connect(path)
    socket.once('connect', () => tell(true)).once('error', () => tell(false))
    socket.once('connect', () => socket.destroy())
  })
