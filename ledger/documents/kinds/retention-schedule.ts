import type { Declarations } from '../../declarations.ts'
import { type Keep, keepInWords, ttlInWords } from '../../keep.ts'
import type { Table } from '../../table.ts'
import type { Block, Section, TableRow } from '../model.ts'
import { type Subject, textBlock } from '../parts.ts'

const stop = (text: string) => text.replace(/\.$/, '')

/** From which moment the time is counted, in the words of that column. */
function countedFrom({ keep, columns }: Table): string {
  const column = 'from' in keep ? keep.from : 'until' in keep ? keep.until : undefined
  if (column === undefined) return '–'
  return stop(columns[column]?.meaning.what ?? column.replaceAll('_', ' '))
}

function howItGoes(keep: Keep, holdsKeys: boolean): string {
  if (holdsKeys) return 'destroyed with its owner, before anything else of theirs'
  if ('from' in keep || 'until' in keep) return 'erased by the sweep, which runs twice an hour'
  if ('with' in keep || 'whileReferredBy' in keep) return 'erased together with it'
  if ('lifetime' in keep) return 'erased when that ends'
  return 'kept; names are erased with the account, ids stay'
}

const ofTable = (table: Table, retentionDays: number | undefined): TableRow => ({
  id: `table ${table.name}`,
  cells: {
    what: stop(table.what),
    where: `database, ${table.name}`,
    kept: keepInWords(table.keep, retentionDays),
    from: countedFrom(table),
    how: howItGoes(table.keep, table.holdsKeys ?? false),
    why: table.activity.title,
  },
})

function ofPlaces({ declarations, project }: Subject): TableRow[] {
  const tableOf = (name: string) => declarations.tables.find((table) => table.name === name)
  return [
    ...declarations.buckets.map(({ pattern, what, of, encrypted, activity }): TableRow => {
      const table = tableOf(of)
      return {
        id: `objects ${pattern}`,
        cells: {
          what: stop(what),
          where: `object storage, ${pattern}`,
          kept: table ? keepInWords(table.keep, project?.retentionDays) : 'as long as the entry it belongs to',
          from: table ? countedFrom(table) : '–',
          how: encrypted ? 'key destroyed, then the file erased' : 'file erased',
          why: activity.title,
        },
      }
    }),
    ...declarations.keyspaces.map(({ pattern, what, kind, ttl, activity }): TableRow => {
      const passes = kind === 'channel'
      return {
        id: `keys ${pattern}`,
        cells: {
          what: stop(what),
          where: `short-lived store, ${pattern}`,
          kept: passes ? 'not stored, passes through' : ttlInWords(ttl),
          from: passes ? '–' : 'the last change',
          how: passes ? '–' : 'lapses by itself',
          why: activity.title,
        },
      }
    }),
    ...declarations.localFiles.map(
      ({ pattern, what, kept, activity }): TableRow => ({
        id: `file ${pattern}`,
        cells: {
          what: stop(what),
          where: `file, ${pattern}`,
          kept,
          from: '–',
          how: 'emptied by the program',
          why: activity.title,
        },
      }),
    ),
    ...declarations.foreignSchemas.map(
      ({ name, what, keeps, activity }): TableRow => ({
        id: `schema ${name}`,
        cells: {
          what: stop(what),
          where: `job queue, ${name}`,
          kept: keeps,
          from: 'the end of the job',
          how: 'erased by the queue',
          why: activity.title,
        },
      }),
    ),
    ...declarations.browserKeys.map(
      ({ name, store, room, what, ttl }): TableRow => ({
        id: `browser ${room} ${store} ${name}`,
        cells: {
          what: stop(what),
          where: `browser, ${store} ${name}`,
          kept: ttlInWords(ttl),
          from: 'the last change',
          how: 'lapses by itself',
          why: room === 'snippet' ? 'On a client’s site' : 'In the dashboard',
        },
      }),
    ),
  ]
}

/** Every place with its time, from when it is counted, and how what is in it goes. */
export const retentionTable = (subject: Subject): Block => ({
  kind: 'table',
  id: 'retention',
  caption: 'Retention',
  columns: [
    { id: 'what', title: 'What' },
    { id: 'where', title: 'Where' },
    { id: 'kept', title: 'Kept' },
    { id: 'from', title: 'Counted from' },
    { id: 'how', title: 'How it goes' },
    { id: 'why', title: 'Activity' },
  ],
  rows: [
    ...subject.declarations.tables.map((table) => ofTable(table, subject.project?.retentionDays)),
    ...ofPlaces(subject),
  ],
  empty: 'Nothing is kept.',
})

const about = ({ limitations }: Declarations, ids: readonly string[]): Block[] =>
  limitations.filter(({ id }) => ids.includes(id)).map(({ title, why }) => textBlock(`${title}. ${why}`))

export const retentionSchedule = (subject: Subject): Section[] => [
  { id: 'schedule', title: 'What is kept for how long', blocks: [retentionTable(subject)] },
  {
    id: 'erasure',
    title: 'How erasing works',
    blocks: [
      textBlock(
        'To erase here means that it cannot be had back: first the encryption keys are destroyed, then rows and files are removed, then every place is read again. A sweep does it twice an hour for what is past its time, and on request for one visitor, recording, report, member, project or organization.',
      ),
      ...about(subject.declarations, ['backups', 'residue']),
    ],
  },
]
