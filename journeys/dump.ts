import type { Row } from '@vitrine/ledger'
import { sql } from 'kysely'
import { openUrls } from '../server/capture/assets/asset-urls.ts'
import { isPacked } from '../server/capture/assets/check-asset.ts'
import { projectKey, recordingKey } from '../server/capture/keys.ts'
import { unpack } from '../server/capture/pack.ts'
import { openColumns } from '../server/capture/sealed-columns.ts'
import { assetObjects, type recordings as recordingsTable } from '../server/capture/tables.ts'
import type { Context } from '../server/context.ts'
import { declarations } from '../server/declarations.ts'
import { openContext } from '../server/open-context.ts'
import { readConfig } from '../server/platform/config/read-config.ts'
import type { Haystack } from './secrets.ts'

const voice = /^voice\//

/** Of both databases. */
async function* rows({ control: { db, keys } }: Context): AsyncIterable<Haystack> {
  yield* rowsOf(db)
  yield* rowsOf(keys)
}

async function* rowsOf(db: Context['control']['db']): AsyncIterable<Haystack> {
  const tables = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  for (const { name } of tables.rows) {
    const { rows: found } = await sql<{ row: string }>`select to_jsonb(t)::text as row from ${sql.raw(name)} t`.execute(
      db,
    )
    for (const { row } of found) yield { name: `row of ${name}`, content: row }
  }
}

/** The files that a recording shows, and their addresses. */
async function* files(ctx: Context, recording: Row<typeof recordingsTable>): AsyncIterable<Haystack> {
  const { db, objects } = ctx.control
  const key = await recordingKey(ctx, ctx.control, recording)
  const project = await db.selectFrom('projects').selectAll().where('id', '=', recording.project_id).executeTakeFirst()
  const references = await db
    .selectFrom('recording_assets')
    .innerJoin('assets', 'assets.id', 'recording_assets.asset_id')
    .select(['recording_assets.id', 'recording_assets.urls', 'recording_assets.asset_id', 'assets.type'])
    .where('recording_assets.recording_id', '=', recording.id)
    .execute()
  for (const { id, urls, asset_id, type } of references) {
    yield { name: `addresses of file ${asset_id}`, content: openUrls(key, id, urls).join('\n') }
    const object = assetObjects.object({ project_id: recording.project_id, id: asset_id }, 'content')
    const sealed = await objects.get(object)
    if (!sealed || !project || !type) continue
    const content = (await projectKey(ctx, project)).open(sealed, object.name)
    yield { name: `file ${asset_id}`, content: isPacked(type) ? await unpack(content) : content }
  }
}

/** Everything sealed of one recording, readable: columns and objects. */
async function* recordings(ctx: Context): AsyncIterable<Haystack & { projectId: string }> {
  const { db, objects } = ctx.control
  for (const row of await db.selectFrom('recordings').selectAll().execute()) {
    const key = await recordingKey(ctx, ctx.control, row)
    const columns = await openColumns(key, row)
    yield { name: 'sealed columns', content: JSON.stringify(columns), projectId: row.project_id }
    for await (const file of files(ctx, row)) yield { ...file, projectId: row.project_id }
    for await (const { name } of objects.listEverything()) {
      if (!name.includes(row.id)) continue
      const bucket = ctx.declarations.buckets[0]
      const body = bucket && (await objects.get({ name, bucket }))
      const content = body && key.open(body, name)
      // What was said is audio as it came; all else is packed.
      if (content)
        yield { name, content: voice.test(name) ? content : await unpack(content), projectId: row.project_id }
    }
  }
}

/** Whatever an installation that has been stopped holds, decrypted and unpacked. `env`: the settings it ran with. */
export async function dump(dataDir: string, env: Record<string, string> = {}) {
  const { ctx, close } = await openContext(readConfig(env, ['--data', dataDir]), declarations)
  try {
    const everything = await Array.fromAsync(rows(ctx))
    const readable = await Array.fromAsync(recordings(ctx))
    return { everything, readable }
  } finally {
    await close()
  }
}
