import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { type Finding, type Places, patternOf, undeclared } from './document.ts'

/** Short-lived entries that the database keeps. */
export async function entriesIn(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>('select distinct key from ephemeral_entries')
  return rows.map(({ key }) => key)
}

/** Every key of a Redis database. */
export async function keysIn(url: string): Promise<string[]> {
  const { Redis } = await import('ioredis')
  const client = new Redis(url)
  const keys: string[] = []
  for await (const page of client.scanStream({ count: 1_000 })) keys.push(...(page as string[]))
  client.disconnect()
  return keys
}

/** Every file below a folder, by its path from there. */
export async function filesIn(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.replace(/\/$/, '').length + 1))
}

/** Every object of a bucket: `s3://bucket?endpoint=…&region=…`, with the credentials of the environment. */
export async function objectsIn(address: string): Promise<string[]> {
  const { S3Client, ListObjectsV2Command } = await import('@aws-sdk/client-s3')
  const url = new URL(address)
  const [endpoint, region] = [url.searchParams.get('endpoint'), url.searchParams.get('region') ?? 'us-east-1']
  const client = new S3Client({ region, forcePathStyle: true, ...(endpoint && { endpoint }) })
  const names: string[] = []
  for (let token: string | undefined; ; ) {
    const page = await client.send(
      new ListObjectsV2Command({ Bucket: url.hostname, ...(token && { ContinuationToken: token }) }),
    )
    names.push(...(page.Contents ?? []).map(({ Key = '' }) => Key))
    if (!page.IsTruncated) break
    token = page.NextContinuationToken
  }
  client.destroy()
  return names
}

export function compareKeys(places: Places, keys: readonly string[]): Finding[] {
  const known = places.keys.map((pattern) => patternOf(pattern))
  return keys.filter((key) => !known.some((pattern) => pattern.test(key))).map((key) => undeclared(`key ${key}`))
}

export function compareObjects(places: Places, names: readonly string[]): Finding[] {
  const known = places.objects.map((pattern) => patternOf(pattern, '[A-Za-z0-9_.@-]+'))
  return names
    .filter((name) => !known.some((pattern) => pattern.test(name)))
    .map((name) => undeclared(`object ${name}`))
}

const isThisMachine = (host: string): boolean => /^(localhost|127\.[\d.]+|::1|\[::1\])$/.test(host)

type Reach = { readonly setting?: string; readonly column?: string }

/** Hosts that members entered, from the columns that the document points to, as `table.column`. */
export async function enteredHosts(client: Client, { hosts }: Places): Promise<string[]> {
  const columns = hosts.flatMap(({ reaches }) => (reaches as Reach).column ?? [])
  const found: string[] = []
  for (const place of columns) {
    const [table = '', column = ''] = place.split('.')
    const { rows } = await client.query<{ value: unknown }>(`select to_jsonb("${column}") as value from "${table}"`)
    found.push(...rows.flatMap(({ value }) => value as string[] | string))
  }
  return found
}

/** Hosts that were contacted against recipients: named in the document, or where it says that their names stand. */
export function compareHosts(
  { hosts }: Places,
  contacted: readonly string[],
  { settings, entered }: { readonly settings: ReadonlyMap<string, string>; readonly entered: readonly string[] },
): Finding[] {
  const published = hosts.flatMap(({ reaches }) => {
    if (Array.isArray(reaches)) return reaches as string[]
    const value = settings.get((reaches as Reach).setting ?? '')
    return value?.split(',').map((one) => (URL.canParse(one) ? new URL(one).hostname : one)) ?? []
  })
  const explained = new Set([...published, ...entered])
  const strange = new Set(contacted.filter((host) => !isThisMachine(host) && !explained.has(host)))
  return [...strange].map((host) => undeclared(`host ${host}`))
}
