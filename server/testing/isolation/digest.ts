import { createHash } from 'node:crypto'
import { type RawBuilder, sql } from 'kysely'
import type { Context } from '../../context.ts'
import { databaseIn } from '../../privacy/erasure/scope.ts'
import { thingsOf } from './fill-tables.ts'
import type { World } from './world.ts'

/** What signing in and showing a token change, which those of lower roles do here all the time. */
const ofSignIns = new Set(['api_tokens', 'known_browsers'])

/** A fingerprint of every row, of whatever table, that is an organization's or mentions something of it. */
export async function digestOf(ctx: Context, world: World): Promise<string> {
  const { organizationId, users } = world
  const things = await thingsOf(ctx, { organizationId, userIds: Object.values(users) })
  const hash = createHash('sha256')
  for (const table of ctx.declarations.tables) {
    const own = (column: string, of: string): RawBuilder<unknown>[] => {
      const ids = things[of] ?? []
      return ids.length > 0 ? [sql`${sql.ref(column)} = any(${ids}::uuid[])`] : []
    }
    const belongs = Object.entries(table.columns).flatMap(([name, { refers }]) => [
      ...(name === 'id' ? own('id', table.name) : []),
      ...(refers ? own(name, refers.table) : []),
    ])
    if (belongs.length === 0 || ofSignIns.has(table.name)) continue
    const { rows } = await sql<{ digest: string | null }>`
      select md5(string_agg(line::text, '|' order by line::text)) as digest
      from ${sql.table(table.name)} as line where ${sql.join(belongs, sql` or `)}`.execute(
      databaseIn(ctx, ctx.config.region, table),
    )
    hash.update(`${table.name} ${rows[0]?.digest}\n`)
  }
  for await (const { name, bytes } of ctx.control.objects.listEverything())
    if (Object.values(things).some((ids) => ids.some((id) => name.includes(id)))) hash.update(`${name} ${bytes}\n`)
  return hash.digest('hex')
}
