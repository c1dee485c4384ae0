import { type BucketDeclaration, matcher, placeholders, type Table } from '@vitrine/ledger'
import { sniffType } from '@vitrine/masking'
import { keyFor, openSealed, recordingObjects, replayLines } from '../../capture/index.ts'
import type { Context, Stores } from '../../context.ts'
import { rowsWhere } from '../../platform/db/rows.ts'
import { ProblemError } from '../../platform/errors.ts'
import { storesIn } from '../erasure/scope.ts'
import type { ExportFile } from './export-file.ts'
import { ownerOf } from './readable-row.ts'

type Prefix = { readonly pattern: string; readonly prefix: string }

const idIn = ({ pattern }: BucketDeclaration, prefix: string): string => {
  const source = new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '([\\w.@-]+)')}$`)
  return source.exec(prefix)?.[placeholders(pattern).indexOf('id') + 1] ?? ''
}

const extensions: readonly (readonly [RegExp, string])[] = [
  [/^image\/svg/, 'svg'],
  [/^image\/x-icon/, 'ico'],
  [/^(?:image|font|audio|video|text)\/([\w]+)$/, ''],
]

/** What a file is called by what is in it; text that is nothing else is a style sheet where the row says so. */
export function extensionOf(content: Uint8Array, type: unknown): string {
  if (Buffer.from(content.subarray(0, 4)).equals(Buffer.from('1a45dfa3', 'hex'))) return 'webm'
  const known = sniffType(content) ?? (typeof type === 'string' ? type : '')
  for (const [pattern, extension] of extensions) {
    const found = pattern.exec(known)
    if (found) return extension || (found[1] ?? 'bin')
  }
  return 'bin'
}

/** The objects below one prefix as files: a recording as one file of events, everything else piece by piece. */
export async function* mediaFiles(
  ctx: Context,
  region: string,
  bucket: BucketDeclaration,
  { prefix }: Prefix,
): AsyncGenerator<ExportFile> {
  const table = ctx.declarations.tables.find(({ name }) => name === bucket.of) as Table
  const stores = storesIn(ctx, region, bucket)
  const id = idIn(bucket, prefix)
  const columns = Object.keys(table.columns).filter(
    (name) => name === 'id' || name === 'type' || table.columns[name]?.refers,
  )
  const [row] = await rowsWhere(storesIn(ctx, region, table).db, table.name, columns, 'id', [id])
  if (!row || !matcher(bucket.pattern).test(prefix)) return
  const folder = `${bucket.pattern.split('/')[0]}/${id}`
  const about = { place: bucket.pattern, compress: false }
  try {
    if (bucket.pattern === recordingObjects.pattern) {
      const recording = { id, project_id: String(row['project_id']) }
      const lines = replayLines(ctx, stores, recording, region)
      const first = await lines.next()
      if (first.done) return
      yield { ...about, path: `${folder}/events.ndjson`, compress: true, body: continued(first.value, lines) }
      return
    }
    yield* pieces(ctx, stores, bucket, prefix, { folder, owner: ownerOf(table, row), type: row['type'] })
  } catch (error) {
    // Erased while the copy was being made: it holds what was there.
    if (!(error instanceof ProblemError && error.code === 'gone')) throw error
  }
}

type Piece = { readonly folder: string; readonly owner: ReturnType<typeof ownerOf>; readonly type: unknown }

async function* pieces(
  ctx: Context,
  stores: Stores,
  bucket: BucketDeclaration,
  prefix: string,
  { folder, owner, type }: Piece,
): AsyncGenerator<ExportFile> {
  const key = bucket.encrypted ? await keyFor(ctx, stores, owner) : undefined
  for await (const { name } of stores.objects.list({ prefix, bucket })) {
    const stored = await stores.objects.get({ name, bucket })
    if (!stored) continue
    const content = key ? await openSealed(key, stored, name) : stored
    const path = `${folder}/${name.slice(prefix.length)}.${extensionOf(content, type)}`
    yield { place: bucket.pattern, path, compress: /\.(css|svg)$/.test(path), body: one(content) }
  }
}

async function* one(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

async function* continued(first: Uint8Array, rest: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  yield first
  yield* rest
}
