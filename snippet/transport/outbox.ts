import { asked, type Database, removeIfEmpty, use } from './database.ts'
import { type Body, bytesOf, type Part, type SealedReport } from './sealed-report.ts'
import { outboxFlag, outboxName } from './waiting.ts'

/** What is known of a waiting report without its bodies. */
export type Entry = {
  id: string
  /** Address of the server it is for. */
  server: string
  savedAt: number
  /** Not to be tried earlier: the server said so. */
  notBefore: number
  parts: readonly Part[]
  /** Which tab sends it, and until when that counts; only where browsers have no locks. */
  lease?: { by: string; until: number } | undefined
}

export const limits = { reports: 5, bytes: 50_000_000 } as const
/** As declared in `protocol/browser-keys.ts`. */
export const outboxSeconds = 7 * 86_400

export type Outbox = ReturnType<typeof openOutbox>

export type Kept = 'kept' | 'full' | 'unavailable'

const stores = { reports: 'id', bodies: null }
const everyBody = (id: string) => IDBKeyRange.bound([id], [id, []])

/** The reports of one project that wait in this browser. Nothing of it is opened before it is used. */
export function openOutbox(key: string, server: string, storage: Storage | undefined) {
  const database: Database = { name: outboxName(key), stores }
  const entriesOf = async (transaction: IDBTransaction): Promise<Entry[]> =>
    asked<Entry[]>(transaction.objectStore('reports').getAll())

  const change = (id: string, to: (entry: Entry) => Entry | undefined) =>
    use(database, 'change', async (transaction) => {
      const reports = transaction.objectStore('reports')
      const found = await asked<Entry | undefined>(reports.get(id))
      const next = found && to(found)
      if (next) reports.put(next)
      return found
    })
  const raise = () => {
    try {
      storage?.setItem(outboxFlag(key), '1')
    } catch {
      // Full. The list of databases tells as well.
    }
  }
  const tidy = async () => {
    const isEmpty = async (transaction: IDBTransaction) =>
      (await asked(transaction.objectStore('reports').count())) === 0
    if (!(await removeIfEmpty(database, isEmpty))) return
    storage?.removeItem(outboxFlag(key))
    // Another tab may have kept one in between, and its note is gone now.
    if (!(await removeIfEmpty(database, isEmpty))) raise()
  }
  return {
    /** Writes a report down, whole or not at all. */
    async keep({ id, parts, bodies }: SealedReport, now: number, lease?: Entry['lease']): Promise<Kept> {
      try {
        // First, so that a tab that dies here leaves a note without a report, and not a report without a note.
        raise()
        const kept = await use(database, 'make', async (transaction) => {
          const entries = (await entriesOf(transaction)).filter((entry) => entry.id !== id)
          const bytes = bytesOf(parts) + entries.reduce((sum, entry) => sum + bytesOf(entry.parts), 0)
          if (entries.length >= limits.reports || bytes > limits.bytes) return false
          const entry: Entry = { id, server, savedAt: now, notBefore: 0, parts, lease }
          transaction.objectStore('reports').put(entry)
          bodies.forEach((body, place) => transaction.objectStore('bodies').put(body, [id, place]))
          return true
        })
        if (kept) raise()
        return kept ? 'kept' : 'full'
      } catch {
        void tidy().catch(() => {})
        return 'unavailable'
      }
    },
    /** Those for this server, oldest first. */
    async list(): Promise<Entry[]> {
      const entries = (await use(database, 'read', entriesOf)) ?? []
      return entries.filter((entry) => entry.server === server).sort((a, b) => a.savedAt - b.savedAt)
    },
    read: (id: string): Promise<Entry | undefined> =>
      use(database, 'read', (transaction) => asked<Entry | undefined>(transaction.objectStore('reports').get(id))),
    body: (id: string, place: number): Promise<Body | undefined> =>
      use(database, 'read', (transaction) =>
        asked<Body | undefined>(transaction.objectStore('bodies').get([id, place])),
      ),
    /** Answers the entry as it was; `undefined` where there is none any more. */
    change,
    async remove(id: string): Promise<void> {
      await use(database, 'change', async (transaction) => {
        transaction.objectStore('reports').delete(id)
        transaction.objectStore('bodies').delete(everyBody(id))
      })
      await tidy()
    },
    tidy,
  }
}
