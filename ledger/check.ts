import { checkArrivals } from './check-arrivals.ts'
import { checkTables, hasKeys } from './check-tables.ts'
import type { Declarations } from './declarations.ts'
import type { Difference } from './difference.ts'
import { placeholders } from './erasure-plan.ts'

/** What the declarations contradict among themselves: none means that retention, erasure and documents can rely on them. */
export const check = (declarations: Declarations): Difference[] => [
  ...duplicates(declarations),
  ...strangeActivities(declarations),
  ...checkTables(declarations),
  ...checkArrivals(declarations),
  ...declarations.keyspaces.flatMap(({ pattern, of, ttl }) => [
    ...(of === undefined ? [] : badPlaceholders(declarations, `Keyspace ${pattern}`, pattern, of)),
    ...(ttl.seconds > 0 ? [] : [badTtl(pattern)]),
  ]),
  ...declarations.buckets.flatMap(({ pattern, of, encrypted }) => [
    ...badPlaceholders(declarations, `Bucket ${pattern}`, pattern, of),
    ...(encrypted ? keylessBucket(declarations, pattern, of) : []),
  ]),
  ...declarations.jobs.flatMap(badPayload),
  ...declarations.recipients.flatMap(unannounced),
]

function duplicates(declarations: Declarations): Difference[] {
  const kinds: [string, readonly string[]][] = [
    ['Activity', declarations.activities.map(({ id }) => id)],
    ['Table', declarations.tables.map(({ name }) => name)],
    ['Keyspace', declarations.keyspaces.map(({ pattern }) => shape(pattern))],
    ['Bucket', declarations.buckets.map(({ pattern }) => shape(pattern))],
    ['Local file', declarations.localFiles.map(({ pattern }) => shape(pattern))],
    ['Browser key', declarations.browserKeys.map(({ name, store, room }) => `${room} ${store} ${name}`)],
    ['Recipient', declarations.recipients.map(({ id }) => id)],
    ['Job', declarations.jobs.map(({ name }) => name)],
    ['Schema', declarations.foreignSchemas.map(({ name }) => name)],
    ['Log field', declarations.logFields.map(({ name }) => name)],
    ['Limitation', declarations.limitations.map(({ id }) => id)],
  ]
  return kinds.flatMap(([kind, names]) =>
    [...new Set(names.filter((name, place) => names.indexOf(name) !== place))].map((name) => ({
      code: 'duplicate-name',
      place: name,
      what: `${kind} ${name} is declared more than once.`,
      write: 'Remove one of them from server/declarations.ts, or give it a name of its own.',
    })),
  )
}

/** Two patterns that differ only in the names of their placeholders make the same keys. */
const shape = (pattern: string): string => pattern.replaceAll(/\{\w+\}/g, '{…}')

function strangeActivities(declarations: Declarations): Difference[] {
  const known = new Set(declarations.activities.map(({ id }) => id))
  const users = [
    ...declarations.tables.map(({ name, activity }) => [`Table ${name}`, activity.id] as const),
    ...declarations.keyspaces.map(({ pattern, activity }) => [`Keyspace ${pattern}`, activity.id] as const),
    ...declarations.buckets.map(({ pattern, activity }) => [`Bucket ${pattern}`, activity.id] as const),
    ...declarations.localFiles.map(({ pattern, activity }) => [`Local file ${pattern}`, activity.id] as const),
    ...declarations.jobs.map(({ name, activity }) => [`Job ${name}`, activity.id] as const),
    ...declarations.foreignSchemas.map(({ name, activity }) => [`Schema ${name}`, activity.id] as const),
  ]
  return users
    .filter(([, id]) => !known.has(id))
    .map(([user, id]) => ({
      code: 'unknown-activity',
      place: id,
      what: `${user} belongs to the activity ${id}, which is not among the declarations.`,
      write: 'Add it to the activities of server/declarations.ts.',
    }))
}

function badPlaceholders(declarations: Declarations, who: string, pattern: string, of: string): Difference[] {
  const table = declarations.tables.find(({ name }) => name === of)
  if (!table) {
    return [
      {
        code: 'unknown-table',
        place: pattern,
        what: `${who} belongs to table ${of}, which is not declared.`,
        write: `Declare table ${of}, or name the one that is meant.`,
      },
    ]
  }
  // A keyed hash names a value that no table holds.
  const strange = placeholders(pattern).filter(
    (name) => !name.endsWith('_sha256') && !Object.hasOwn(table.columns, name),
  )
  return strange.map((name) => ({
    code: 'bad-placeholder',
    place: `${pattern} ${name}`,
    what: `${who} is filled with {${name}}, which is no column of ${of}: erasing a row could not find what is its own.`,
    write: `Use columns of ${of} (${Object.keys(table.columns).join(', ')}), or name another table.`,
  }))
}

const badTtl = (pattern: string): Difference => ({
  code: 'bad-keep',
  place: pattern,
  what: `Keyspace ${pattern} has no time to live.`,
  write: `ttl: { seconds: 900, why: '…' },`,
})

function keylessBucket(declarations: Declarations, pattern: string, of: string): Difference[] {
  const table = declarations.tables.find(({ name }) => name === of)
  if (!table || hasKeys(declarations, table)) return []
  return [
    {
      code: 'no-key',
      place: pattern,
      what: `Bucket ${pattern} is encrypted, and no table that holds keys refers to ${of}.`,
      write: `Refer to ${of} from the table with holdsKeys.`,
    },
  ]
}

const carried = new Set(['text', 'uuid', 'integer', 'bigint', 'double precision', 'boolean', 'jsonb'])

function badPayload({ name, carries }: Declarations['jobs'][number]): Difference[] {
  return Object.entries(carries).flatMap(([field, { sql, meaning }]): Difference[] => {
    const place = `${name}.${field}`
    if (meaning.class === 'personal') {
      const write = 'Carry the id of the row that holds it, and read it when the job runs.'
      return [
        {
          code: 'bad-payload',
          place,
          what: `Job ${name} carries ${field}, which is personal; erasure does not reach the queue.`,
          write,
        },
      ]
    }
    if (carried.has(sql)) return []
    return [
      {
        code: 'bad-payload',
        place,
        what: `Job ${name} carries ${field} as ${sql}, which a queue can't.`,
        write: `Carry it as text: ${field}: text(…),`,
      },
    ]
  })
}

/** Clients have a right to hear of a new sub-processor beforehand, so what they are told is part of the declaration. */
function unannounced({ id, name, role, notice }: Declarations['recipients'][number]): Difference[] {
  if (role !== 'sub-processor' || notice.trim().length >= 20) return []
  return [
    {
      code: 'no-notice',
      place: id,
      what: `Recipient ${id} (${name}) has no notice: clients could not be told what changes when it begins to receive data.`,
      write: "notice: 'Who receives what from now on, and why, in a sentence or two.',",
    },
  ]
}
