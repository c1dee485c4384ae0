import type { Observed } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'

/** The kinds of jobs that wait or run, each with every field that some job of it carries; the library's own left out. */
export async function readQueue(db: Kysely<any>): Promise<Observed['jobs'][number][]> {
  const { rows: found } = await sql<{ there: boolean }>`
    select to_regclass('pgboss.job') is not null as there`.execute(db)
  if (!found[0]?.there) return []
  const { rows } = await sql<{ name: string; fields: string[] }>`
    select name, coalesce(array_agg(distinct field) filter (where field is not null), '{}') as fields
    from pgboss.job
      left join lateral jsonb_object_keys(case when jsonb_typeof(data) = 'object' then data end) as field on true
    where state in ('created', 'retry', 'active') and name not like '\\_\\_pgboss\\_\\_%'
    group by name
    union
    select name, coalesce((select array_agg(field) from jsonb_object_keys(data) as field), '{}') from pgboss.schedule
    order by name`.execute(db)
  return rows
}
