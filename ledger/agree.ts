import { agreeTables, type FileOf } from './agree-tables.ts'
import type { Declarations } from './declarations.ts'
import type { Difference } from './difference.ts'
import type { Observed } from './observed.ts'
import { type Strangers, strangersTo } from './strangers.ts'

/**
 * Every difference between what is declared and what an installation really holds, both ways: none means that the
 * documents made from the declarations are true. `fileOf` names the file that declares a table.
 */
export function agree(
  declarations: Declarations,
  observed: Observed,
  fileOf: FileOf = () => 'the tables.ts of its domain',
): Difference[] {
  return [
    ...agreeTables(within(declarations, 'main'), observed.tables, fileOf),
    ...agreeTables(within(declarations, 'keys'), observed.keyTables, fileOf),
    ...keyDifferences(gathered(keyStrangers(declarations), observed.keys)),
    ...objectDifferences(gathered(objectStrangers(declarations), observed.objects)),
    ...fileDifferences(gathered(fileStrangers(declarations), observed.files)),
    ...observed.jobs.flatMap((queued) => agreeJob(declarations, queued)),
    ...agreeHosts(observed.hosts),
  ]
}

/** What one of the two databases holds, as far as it is declared. Libraries make their tables in the main one only. */
const within = (declarations: Declarations, store: 'main' | 'keys'): Declarations => ({
  ...declarations,
  tables: declarations.tables.filter((table) => [store, 'each'].includes(table.store ?? 'main')),
  foreignSchemas: store === 'main' ? declarations.foreignSchemas : [],
})

/** Names of ephemeral keys that no keyspace declares. */
export const keyStrangers = ({ keyspaces }: Declarations) =>
  strangersTo(
    keyspaces.map(({ pattern }) => pattern),
    ':',
  )

/** Names of objects that lie in no declared bucket. */
export const objectStrangers = ({ buckets }: Declarations) =>
  strangersTo(
    buckets.map(({ pattern }) => pattern),
    '/',
    '[\\w.@-]+',
  )

/** Paths of files, in folders that local files are declared for, that none of them declares. */
const fileStrangers = ({ localFiles }: Declarations) =>
  strangersTo(
    localFiles.map(({ pattern }) => pattern),
    '/',
  )

const gathered = (gather: (names: Iterable<string>, found: Strangers) => void, names: Iterable<string>): Strangers => {
  const found: Strangers = {}
  gather(names, found)
  return found
}

const counted = (count: number, one: string, many: string): string =>
  count === 1 ? `One ${one} exists` : `${count} ${many} exist`

export const keyDifferences = (found: Strangers): Difference[] =>
  Object.entries(found).map(([shape, { count, example }]) => ({
    code: 'undeclared-key',
    place: shape,
    what: `${counted(count, 'ephemeral key', 'ephemeral keys')} of the shape ${shape}, in no declared keyspace.`,
    ...(example !== undefined && { example }),
    write: `Declare its keyspace in the tables.ts of its domain, and add its line to server/declarations.ts:\n  export const … = keyspace('${shape}', { kind: 'value', what: '…', activity: …, subjects: [], holds: …, ttl: { seconds: …, why: '…' }, survives: 'nothing', region: 'home' })\nOr delete what is there.`,
  }))

export const objectDifferences = (found: Strangers): Difference[] =>
  Object.entries(found).map(([shape, { count, example }]) => ({
    code: 'undeclared-object',
    place: shape,
    what: `${counted(count, 'object', 'objects')} of the shape ${shape}, in no declared bucket.`,
    ...(example !== undefined && { example }),
    write: `Declare its bucket in the tables.ts of its domain, and add its line to server/declarations.ts:\n  export const … = bucket('${shape.replace(/[^/]*$/, '')}', { what: '…', activity: …, subjects: [], holds: …, region: 'home', of: '…', encrypted: true })\nOr delete what is there.`,
  }))

const fileDifferences = (found: Strangers): Difference[] =>
  Object.entries(found).map(([shape, { count, example }]) => ({
    code: 'undeclared-file',
    place: shape,
    what: `${counted(count, 'file', 'files')} of the shape ${shape} in the data folder, which nothing declares.`,
    ...(example !== undefined && { example }),
    write: `Declare it in the tables.ts of its domain, and add its line to server/declarations.ts:\n  export const … = localFile('${shape}', { what: '…', activity: …, subjects: [], holds: …, kept: '…' })\nOr delete what is there.`,
  }))

function agreeJob(
  declarations: Declarations,
  { name, fields }: { readonly name: string; readonly fields: readonly string[] },
): Difference[] {
  const job = declarations.jobs.find((declared) => declared.name === name)
  if (!job) {
    return [
      {
        code: 'undeclared-job',
        place: name,
        what: `Job ${name} waits in the queue and is not declared.`,
        write: `Declare it in the tables.ts of its domain, and add its line to server/declarations.ts:\n  export const … = job('${name}', { what: '…', activity: …, carries: { ${fields.map((field) => `${field}: …`).join(', ')} } })\nOr delete it:\n  delete from pgboss.job where name = '${name}';`,
      },
    ]
  }
  const undeclared = fields.filter((field) => !Object.hasOwn(job.carries, field))
  return undeclared.map((field) => ({
    code: 'undeclared-payload',
    place: `${name}.${field}`,
    what: `Queued jobs ${name} carry "${field}", which is not declared.`,
    write: `Add to the carries of ${name}:\n  ${field}: text(operational('reference')),\nOr delete those jobs:\n  delete from pgboss.job where name = '${name}' and data ? '${field}';`,
  }))
}

const agreeHosts = ({ inUse, declared }: Observed['hosts']): Difference[] =>
  inUse
    .filter((host) => !declared.includes(host))
    .map((host) => ({
      code: 'undeclared-host',
      place: host,
      what: `The settings make this installation talk to ${host}, and no active recipient declares that host.`,
      write: `Declare who it is, and add its line to server/declarations.ts:\n  export const … = recipient('…', { name: '…', role: 'sub-processor', purpose: '…', hosts: ['${host}'], location: '…', receives: [], keeps: '…', safeguards: [] })\nOr take the host out of the settings.`,
    }))
