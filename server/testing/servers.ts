import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import type { S3Config } from '../platform/config/config.ts'
import type { Connection } from '../platform/db/embedded.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A local socket that, told the name of a server, answers how to reach it. */
    serversOnDemand: string
  }
}

/** What one test run shares; each starts when the first test asks for it. */
export type Servers = {
  readonly database: Connection
  /** A database of the server's that nobody else was given. */
  readonly redis: { readonly url: string }
  /** A bucket that nobody else was given. */
  readonly s3: S3Config
}

export async function askFor<Name extends keyof Servers>(name: Name): Promise<Servers[Name]> {
  const socket = connect(inject('serversOnDemand'))
  await once(socket, 'connect')
  socket.end(name)
  const { error, ...answer } = JSON.parse(await text(socket))
  if (error) throw new Error(error)
  return answer
}
