import type { Activity } from '../activity.ts'
import type { Declarations } from '../declarations.ts'
import { duration, keepInWords, ttlInWords } from '../keep.ts'
import type { DataClass, Meaning, SubjectKind } from '../meaning.ts'
import type { Table } from '../table.ts'

/**
 * One thing that is stored: a column, an object, a key, a job's payload, a browser entry, a log field. The documents are
 * views of this list.
 */
export type InventoryEntry = {
  readonly what: string
  /** What it is stored with, in plain words: the table's sentence. The same as `what` for what stands alone. */
  readonly group: string
  readonly class: DataClass
  readonly category: Meaning['category']
  readonly masked: boolean
  readonly encrypted: boolean
  readonly subjects: readonly SubjectKind[]
  readonly place: string
  readonly kept: string
  readonly activity: Activity | undefined
}

type Rest = Pick<InventoryEntry, 'subjects' | 'place' | 'kept' | 'activity'> & { readonly encrypted?: boolean }

const stop = (text: string) => text.replace(/\.$/, '')

/** `page_url` → "Page url": for a column that nobody described. */
const inWords = (name: string): string => {
  const words = name.replaceAll(/[_-]/g, ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const entry = (what: string, group: string, holds: Meaning, rest: Rest): InventoryEntry => ({
  what: stop(what),
  group: stop(group),
  class: holds.class,
  category: holds.category,
  masked: holds.masked ?? false,
  encrypted: rest.encrypted ?? false,
  subjects: holds.about ? [holds.about] : rest.subjects,
  place: rest.place,
  kept: rest.kept,
  activity: rest.activity,
})

/** Bare references are left out: they say nothing beyond the rows that they connect. Described ones do. */
const saysSomething = ({ category, what }: Meaning): boolean => category !== 'reference' || what !== undefined

const ofTable = (
  { name: table, what, columns, subjects, keep, activity }: Table,
  retentionDays: number | undefined,
): InventoryEntry[] =>
  Object.entries(columns)
    .filter(([, { meaning }]) => saysSomething(meaning))
    .map(([name, { meaning, sealed, wrapped }]) => {
      const encrypted = sealed !== undefined || wrapped !== undefined
      const rest = {
        encrypted,
        subjects,
        place: `database, ${table}`,
        kept: keepInWords(keep, retentionDays),
        activity,
      }
      return entry(meaning.what ?? inWords(name), what, meaning, rest)
    })

/** Everything declared, in the order of the declarations; `retentionDays`: of the project that the documents are about. */
export function inventory(declarations: Declarations, retentionDays?: number): InventoryEntry[] {
  const keepOf = (name: string) => declarations.tables.find((table) => table.name === name)?.keep
  return [
    ...declarations.tables.flatMap((table) => ofTable(table, retentionDays)),
    ...declarations.buckets.map(({ what, holds, of, encrypted, subjects, activity }) => {
      const keep = keepOf(of)
      const kept = keep ? keepInWords(keep, retentionDays) : 'as long as the entry it belongs to'
      return entry(what, what, holds, { encrypted, subjects, place: 'object storage', kept, activity })
    }),
    ...declarations.keyspaces.flatMap(({ what, holds, entries, kind, ttl, subjects, activity }) => {
      const kept = kind === 'channel' ? 'not stored, passes through' : ttlInWords(ttl)
      const rest = { subjects, place: 'short-lived store', kept, activity }
      if (!entries) return [entry(what, what, holds, rest)]
      return Object.entries(entries).map(([name, meaning]) => entry(meaning.what ?? inWords(name), what, meaning, rest))
    }),
    ...declarations.localFiles.map(({ pattern, what, holds, kept, subjects, activity }) =>
      entry(what, what, holds, { subjects, place: `file, ${pattern}`, kept, activity }),
    ),
    ...declarations.jobs.flatMap(({ what, carries, activity }) =>
      Object.entries(carries).map(([name, { meaning }]) => {
        const rest = { subjects: activity.subjects, place: 'job queue', kept: queueKeeps(declarations), activity }
        return entry(meaning.what ?? inWords(name), what, meaning, rest)
      }),
    ),
    ...declarations.browserKeys.map(({ name, store, room, what, holds, ttl }) =>
      entry(what, what, holds, {
        subjects: [room === 'dashboard' ? 'member' : 'visitor'],
        place: `browser, ${store} ${name}`,
        kept: duration(ttl.seconds),
        activity: undefined,
      }),
    ),
    ...declarations.logFields.map(({ what, holds }) =>
      entry(what, 'A line of the program’s log', holds, {
        subjects: [],
        place: 'log',
        kept: 'about 30 days, by the host',
        activity: undefined,
      }),
    ),
  ]
}

const queueKeeps = ({ foreignSchemas }: Declarations): string =>
  foreignSchemas.map(({ keeps }) => stop(keeps)).join('; ') || 'until it is done'
