import { once } from 'node:events'
import { startEmbedded } from '../platform/db/embedded.ts'

/** The program of a test that kills it: holds an embedded database below the directory that it is told. */
const [dir] = (await once(process, 'message')) as [string]
try {
  const embedded = await startEmbedded({ dir, onRestart: () => process.send?.({ restarted: embedded.pid() }) })
  process.send?.({ connection: embedded.connection, pid: embedded.pid() })
  await once(process, 'message')
  await embedded.stop()
} catch (error) {
  process.send?.({ refused: (error as Error).message })
}
process.disconnect()
