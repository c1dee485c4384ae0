import { agreeTables, type FileOf } from './agree-tables.ts'
import type { Declarations } from './declarations.ts'
import type { Difference } from './difference.ts'
import type { Observed } from './observed.ts'
import { matcher } from './place.ts'

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
    ...agreeTables(declarations, observed.tables, fileOf),
    ...agreeKeys(declarations, observed.keys),
    ...agreeObjects(declarations, observed.objects),
    ...observed.jobs.flatMap((queued) => agreeJob(declarations, queued)),
    ...agreeHosts(observed.hosts),
  ]
}

type Stranger = { readonly prefix: string; readonly first: string; count: number }

/** The names that no pattern matches, one for each beginning (up to `separator`), however many there are. */
function strangers(names: Iterable<string>, known: readonly RegExp[], separator: string): Stranger[] {
  const found = new Map<string, Stranger>()
  for (const name of names) {
    if (known.some((pattern) => pattern.test(name))) continue
    const prefix = name.split(separator, 1)[0] ?? name
    const same = found.get(prefix)
    if (same) same.count++
    else found.set(prefix, { prefix, first: name, count: 1 })
  }
  return [...found.values()]
}

const named = ({ first, count }: Stranger): string => (count > 1 ? `${first} (and ${count - 1} more like it)` : first)

function agreeKeys(declarations: Declarations, keys: Iterable<string>): Difference[] {
  const known = declarations.keyspaces.map(({ pattern }) => matcher(pattern))
  return strangers(keys, known, ':').map((stranger) => ({
    code: 'undeclared-key',
    place: stranger.first,
    what: `Ephemeral key ${named(stranger)} exists and belongs to no declared keyspace.`,
    write: `Declare its keyspace in the tables.ts of its domain, and add its line to server/declarations.ts:\n  export const … = keyspace('${stranger.prefix}:{…}', { kind: 'value', what: '…', activity: …, subjects: [], holds: …, ttl: { seconds: …, why: '…' }, survives: 'nothing', region: 'home' })\nOr delete what is there.`,
  }))
}

function agreeObjects(declarations: Declarations, objects: Iterable<string>): Difference[] {
  const known = declarations.buckets.map(({ pattern }) => matcher(pattern, '[\\w.@-]+'))
  return strangers(objects, known, '/').map((stranger) => ({
    code: 'undeclared-object',
    place: stranger.first,
    what: `Object ${named(stranger)} exists and lies in no declared bucket.`,
    write: `Declare its bucket in the tables.ts of its domain, and add its line to server/declarations.ts:\n  export const … = bucket('${stranger.prefix}/{…}/', { what: '…', activity: …, subjects: [], holds: …, region: 'home', of: '…', encrypted: true })\nOr delete what is there.`,
  }))
}

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
