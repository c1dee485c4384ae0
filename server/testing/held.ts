import { sql } from 'kysely'
import type { Stores } from '../context.ts'

/** Something that rests in a place, as text: a row, the name of a key, an object with its content. */
export type Held = { readonly where: string; readonly text: string }

async function* rowsOf(db: Stores['db'], which: string): AsyncGenerator<Held> {
  const { rows: tables } = await sql<{ name: string }>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema')`.execute(db)
  for (const { name } of tables) {
    const { rows } = await sql<{ text: string }>`select to_jsonb(t)::text as text from ${sql.raw(name)} t`.execute(db)
    for (const { text } of rows) yield { where: `${which} ${name.replace('public.', '')}`, text }
  }
}

/** Everything that these stores hold, whether declared or not. */
export async function heldBy({ db, keys, ephemeral, objects }: Stores): Promise<Held[]> {
  const held = [...(await Array.fromAsync(rowsOf(db, 'table'))), ...(await Array.fromAsync(rowsOf(keys, 'keys')))]
  for await (const name of ephemeral.names()) held.push({ where: 'short-lived', text: name })
  for await (const { name } of objects.listEverything()) {
    const body = await objects.get({ name, bucket: { pattern: '' } as never })
    held.push({ where: 'object', text: `${name} ${Buffer.from(body ?? []).toString('latin1')}` })
  }
  return held
}
