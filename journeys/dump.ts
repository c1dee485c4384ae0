import { sql } from 'kysely'
import { recordingKey } from '../server/capture/keys.ts'
import { unpack } from '../server/capture/pack.ts'
import { openColumns } from '../server/capture/sealed-columns.ts'
import type { Context } from '../server/context.ts'
import { declarations } from '../server/declarations.ts'
import { openContext } from '../server/open-context.ts'
import { readConfig } from '../server/platform/config/read-config.ts'
import type { Haystack } from './secrets.ts'

async function* rows({ control: { db } }: Context): AsyncIterable<Haystack> {
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

/** Everything sealed of one recording, readable: columns and objects. */
async function* recordings(ctx: Context): AsyncIterable<Haystack & { projectId: string }> {
  const { db, objects } = ctx.control
  for (const row of await db.selectFrom('recordings').selectAll().execute()) {
    const key = await recordingKey(ctx, ctx.control, row)
    const columns = await openColumns(key, row)
    yield { name: 'sealed columns', content: JSON.stringify(columns), projectId: row.project_id }
    for await (const { name } of objects.listEverything()) {
      if (!name.includes(row.id)) continue
      const bucket = ctx.declarations.buckets[0]
      const body = bucket && (await objects.get({ name, bucket }))
      if (body) yield { name, content: await unpack(key.open(body, name)), projectId: row.project_id }
    }
  }
}

/** Whatever an installation that has been stopped holds, decrypted and unpacked. */
export async function dump(dataDir: string) {
  const { ctx, close } = await openContext(readConfig({}, ['--data', dataDir]), declarations)
  try {
    const everything = await Array.fromAsync(rows(ctx))
    const readable = await Array.fromAsync(recordings(ctx))
    return { everything, readable }
  } finally {
    await close()
  }
}
