import { type Kysely, sql } from 'kysely'

const most = 1_000
/** Longer than this, and the sample is left for the next time. */
const patience = '5s'

/** Some of the documents in a column: all of a small table, of a large one pages from anywhere in it. */
export async function sampleDocuments(db: Kysely<any>, table: string, column: string): Promise<unknown[]> {
  const { rows: sizes } = await sql<{ rows: number }>`
    select greatest(reltuples, 0)::bigint as rows from pg_class where oid = to_regclass(${table})`.execute(db)
  const size = sizes[0]?.rows ?? 0
  const part = size <= 10 * most ? sql`` : sql`tablesample system (${sql.lit((100 * 5 * most) / size)})`
  const { rows } = await sql<{ document: unknown }>`
    select ${sql.ref(column)} as document from ${sql.table(table)} ${part}
    where ${sql.ref(column)} is not null limit ${most}`.execute(db)
  return rows.map(({ document }) => document)
}

/** Whether any document of the column has something at this path; `undefined` when that takes too long to say. */
export async function anyDocumentHas(
  db: Kysely<any>,
  table: string,
  column: string,
  path: string,
): Promise<boolean | undefined> {
  const steps = path.split('.').map((step) => step.replace(/^[^[]+/, (name) => `"${name}"`))
  const jsonPath = `$${steps.map((step) => (step.startsWith('[') ? step : `.${step}`)).join('')}`.replaceAll(
    '[]',
    '[*]',
  )
  try {
    return await db.transaction().execute(async (tx) => {
      await sql`select set_config('statement_timeout', ${patience}, true)`.execute(tx)
      const { rows } = await sql<{ there: boolean }>`
        select exists (
          select from ${sql.table(table)}
          where jsonb_path_exists(${sql.ref(column)}, ${jsonPath}::jsonpath, '{}', true)
        ) as there`.execute(tx)
      return rows[0]?.there ?? false
    })
  } catch (error) {
    if ((error as { code?: string }).code === '57014') return undefined
    throw error
  }
}
