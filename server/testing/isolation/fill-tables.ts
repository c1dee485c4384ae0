import { randomBytes, randomUUID } from 'node:crypto'
import { type Column, erasurePlan, sealedPlace, type Table } from '@vitrine/ledger'
import { sql } from 'kysely'
import { keyFor } from '../../capture/index.ts'
import type { Context } from '../../context.ts'
import { idsWhere } from '../../platform/db/rows.ts'
import { find } from '../../privacy/erasure/find.ts'
import { databaseIn, storesIn } from '../../privacy/erasure/scope.ts'
import { ownerOf } from '../../privacy/export/readable-row.ts'

/** Table → ids of the rows that are an organization's or its owner's. */
export type Things = Record<string, string[]>

/** Everything that is an organization's or one of its members', by the same references that an erasure follows. */
export async function thingsOf(
  ctx: Context,
  { organizationId, userIds }: { organizationId: string; userIds: readonly string[] },
): Promise<Things> {
  const things: Things = {}
  for (const [kind, ids] of [
    ['organization', [organizationId]],
    ['member', userIds],
  ] as const) {
    const root = ctx.declarations.tables.find(({ subject }) => subject === kind)
    if (!root) continue
    const plan = erasurePlan(ctx.declarations, root)
    const { rows } = await find(ctx, [ctx.config.region], plan, ids)
    const add = (table: string, found: readonly string[]) => {
      things[table] = [...new Set([...(things[table] ?? []), ...found])]
    }
    for (const [table, found] of Object.entries(rows)) add(table, found)
    // Of rows on which no others hang an erasure need not know the ids.
    for (const { table, column, parent } of [...plan.links, ...plan.exempt])
      if (table.columns['id'])
        add(
          table.name,
          await idsWhere(databaseIn(ctx, ctx.config.region, table), table.name, column, rows[parent] ?? []),
        )
  }
  return things
}

/** What the check constraints of a table let its columns be, where they list that. */
async function allowed(ctx: Context, table: string): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_constraintdef(oid) as definition from pg_constraint
    where contype = 'c' and conrelid = to_regclass(${table})`.execute(ctx.control.db)
  const found = new Map<string, string[]>()
  for (const { definition } of rows)
    for (const [, column = '', list = ''] of definition.matchAll(/\(*(\w+)\)* = ANY \(+ARRAY\[([^\]]*)\]/g))
      found.set(column, [...(found.get(column) ?? []), ...[...list.matchAll(/'([^']*)'/g)].map(([, one = '']) => one)])
  return found
}

const plain: Readonly<Record<string, (canary: string) => unknown>> = {
  uuid: () => randomUUID(),
  text: (canary) => canary,
  'text[]': (canary) => [canary],
  integer: () => 1,
  bigint: () => 1,
  'numeric(38,0)': () => '1',
  'double precision': () => 1,
  boolean: () => false,
  'timestamp with time zone': () => new Date(Date.now() + 3_600_000),
  bytea: () => randomBytes(32),
  jsonb: () => '{}',
}

async function valueOf(
  ctx: Context,
  table: Table,
  [name, column]: readonly [string, Column],
  row: Record<string, unknown>,
  canary: string,
): Promise<unknown> {
  const { sealed, wrapped } = column
  if (wrapped) {
    const owner = wrapped.owners.map((one) => row[one]).find((id) => id !== undefined && id !== null)
    return ctx.envelope.create(sealedPlace(table, name, String(owner))).wrapped
  }
  if (!sealed) return plain[column.sql]?.(canary) ?? null
  const stores = storesIn(ctx, ctx.config.region, table)
  const key = sealed.under === 'master' ? ctx.envelope.master : await keyFor(ctx, stores, ownerOf(table, row))
  return key.seal(Buffer.from(JSON.stringify(canary)), sealedPlace(table, name, String(row[sealed.boundTo])))
}

/**
 * Puts a row into every table of an organization in which it has none, with references to its own things and a text that
 * nobody else has: a new table is part of the test without further code.
 */
export async function fillTables(ctx: Context, things: Things, canary: string): Promise<void> {
  const parents = ctx.declarations.tables.filter(({ name }) => name in things)
  // Parents before children: a row can only refer to one that is there.
  for (const table of parents.toSorted((a, b) => depth(a, parents) - depth(b, parents))) {
    const isThere = table.columns['id'] ? (things[table.name]?.length ?? 0) > 0 : await hasRows(ctx, table, things)
    if (isThere) continue
    const options = await allowed(ctx, table.name)
    const row: Record<string, unknown> = {}
    for (const [name, { refers }] of Object.entries(table.columns))
      if (refers) row[name] = things[refers.table]?.[0] ?? null
      else if (name === 'id') row[name] = randomUUID()
    for (const column of Object.entries(table.columns)) {
      const [name] = column
      if (!(name in row)) row[name] = await valueOf(ctx, table, column, row, `${canary}-${table.name}-${name}`)
    }
    await insert(ctx, table, row, options)
    if (typeof row['id'] === 'string') things[table.name] = [row['id']]
  }
}

/** Constraints that hang together are satisfied by trying what they list, one after another. */
async function insert(
  ctx: Context,
  table: Table,
  row: Readonly<Record<string, unknown>>,
  options: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  const rounds = Math.max(1, ...[...options.values()].map(({ length }) => length))
  const columns = Object.keys(row)
  for (let round = 0; ; round++) {
    const values = columns.map((name) => {
      const list = options.get(name)
      return list && typeof row[name] === 'string' ? list[round % list.length] : row[name]
    })
    try {
      await sql`insert into ${sql.table(table.name)} (${sql.join(columns.map((name) => sql.ref(name)))})
        values (${sql.join(values)})`.execute(databaseIn(ctx, ctx.config.region, table))
      return
    } catch (error) {
      const isCheck = error instanceof Error && 'code' in error && error.code === '23514'
      if (!isCheck || round + 1 >= rounds) throw error
    }
  }
}

const depth = (table: Table, among: readonly Table[], seen: readonly string[] = []): number =>
  Math.max(
    0,
    ...Object.values(table.columns).flatMap(({ refers }) => {
      const parent = among.find(({ name }) => name === refers?.table)
      return parent && !seen.includes(parent.name) ? [1 + depth(parent, among, [...seen, table.name])] : []
    }),
  )

async function hasRows(ctx: Context, table: Table, things: Things): Promise<boolean> {
  for (const [name, { refers }] of Object.entries(table.columns)) {
    const ids = refers ? (things[refers.table] ?? []) : []
    if (ids.length === 0) continue
    const { rows } =
      await sql`select 1 from ${sql.table(table.name)} where ${sql.ref(name)} = any(${ids}::uuid[]) limit 1`.execute(
        databaseIn(ctx, ctx.config.region, table),
      )
    if (rows.length > 0) return true
  }
  return false
}
