import type { Client } from 'pg'
import { type Finding, missing, type Places, undeclared } from './document.ts'

type Relation = { schema: string; name: string; parent: string | null; columns: Record<string, string> }
type Table = Places['tables'][number]

const relations = `
  select n.nspname as schema, c.relname as name,
    (select p.relname from pg_inherits i join pg_class p on p.oid = i.inhparent where i.inhrelid = c.oid) as parent,
    coalesce((select jsonb_object_agg(a.attname, format_type(a.atttypid, a.atttypmod))
      from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped), '{}') as columns
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'v', 'm', 'f') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')
    and n.nspname !~ '^pg_(temp|toast_temp)_'`

/** One database against the tables that the document places there. */
export async function observeDatabase(client: Client, places: Places, store: string): Promise<Finding[]> {
  const published = places.tables.filter((table) => table.store === store || table.store === 'each')
  const { rows } = await client.query<Relation>(relations)
  const findings: Finding[] = []
  const seen = new Set<string>()
  for (const relation of rows) {
    if (places.schemas.includes(relation.schema)) continue
    const full = `${relation.schema}.${relation.name}`
    const table = published.find(
      ({ name }) => relation.schema === 'public' && name === (relation.parent ?? relation.name),
    )
    if (!table) findings.push(undeclared(`${store} database, ${full}`))
    else if (relation.parent === null || table.partitions) {
      if (relation.parent === null) seen.add(table.name)
      findings.push(...compareColumns(full, table, relation), ...(await lookInside(client, full, table, relation)))
    }
  }
  const absent = published.filter(({ name }) => !seen.has(name))
  return [...findings, ...absent.map(({ name }) => missing(`${store} database, ${name}`))]
}

function compareColumns(full: string, { columns }: Table, found: Relation): Finding[] {
  const extra = Object.keys(found.columns).filter((name) => !columns.some((column) => column.name === name))
  const lacking = columns.filter(({ name, type }) => found.columns[name] !== type)
  return [
    ...extra.map((name) => undeclared(`${full}.${name}`)),
    ...lacking.map(({ name, type }) => missing(`${full}.${name} (${type})`)),
  ]
}

/** Documents field by field, and whether what is said to be encrypted can be read. */
async function lookInside(client: Client, full: string, { columns }: Table, found: Relation): Promise<Finding[]> {
  const findings = new Map<string, Finding>()
  for (const { name, holds, encrypted } of columns.filter(
    (one) => one.name in found.columns && (one.holds ?? one.encrypted),
  )) {
    const { rows } = await client.query<{ value: unknown }>(
      `select "${name}" as value from ${full} where "${name}" is not null limit 100000`,
    )
    for (const { value } of rows) {
      if (encrypted && isReadable(value)) findings.set(name, { kind: 'readable', place: `${full}.${name}` })
      for (const path of holds ? leaves(value) : [])
        if (!holds?.some((one) => fits(one, path))) findings.set(path, undeclared(`${full}.${name}: ${path}`))
    }
  }
  return [...findings.values()]
}

/** Sixteen printable characters in a row are no accident in ciphertext. */
const isReadable = (value: unknown): boolean =>
  /[\x20-\x7e]{16}/.test(Buffer.isBuffer(value) ? value.toString('latin1') : String(value))

function leaves(value: unknown, path = ''): string[] {
  if (value === null || value === undefined) return []
  if (Array.isArray(value)) return value.flatMap((item) => leaves(item, `${path}[]`))
  if (typeof value !== 'object') return [path]
  return Object.entries(value).flatMap(([name, item]) => leaves(item, path ? `${path}.${name}` : name))
}

/** `*` in a published path stands for any name. */
function fits(published: string, path: string): boolean {
  const [before = '', after] = published.split(/\*(.*)/s)
  if (after === undefined) return published === path
  return (
    path.startsWith(before) && path.length > before.length && (after === '' || path.endsWith(after.replace('*', '')))
  )
}

/** What waits in the job queue. */
export async function observeQueue(client: Client, places: Places): Promise<Finding[]> {
  const { rows } = await client.query<{ name: string; field: string | null }>(`
    select distinct name, field from pgboss.job
    left join lateral jsonb_object_keys(case when jsonb_typeof(data) = 'object' then data end) as field on true
    where name not like '\\_\\_pgboss%'`)
  return rows.flatMap(({ name, field }) => {
    const job = places.jobs.find((one) => one.name === name)
    if (!job) return [undeclared(`job ${name}`)]
    return field === null || job.carries.includes(field) ? [] : [undeclared(`job ${name}: ${field}`)]
  })
}
