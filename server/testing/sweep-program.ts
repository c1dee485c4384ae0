import { once } from 'node:events'
import type { Connection } from '../platform/db/embedded.ts'
import { openDatabase } from '../platform/db/open.ts'
import { dropPartitions } from '../platform/db/partitions.ts'

/** The program of a test that kills it: drops months that have ended before a moment. */
type Order = { readonly connection: Connection; readonly table: string; readonly before: string }

const [{ connection, table, before }] = (await once(process, 'message')) as [Order]
const db = openDatabase<unknown>(connection, { max: 1 })
await dropPartitions(db, table, ({ to }) => to <= new Date(before))
await db.destroy()
process.disconnect()
