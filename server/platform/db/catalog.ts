import type { ObservedTable } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'

/** Every table and view that somebody made in this database, with its columns, from PostgreSQL's own catalog. */
export async function readCatalog(db: Kysely<any>): Promise<ObservedTable[]> {
  const { rows } = await sql<ObservedTable>`
    select n.nspname as schema, c.relname as name,
      case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end as kind,
      case when c.relispartition then pg_partition_root(c.oid)::regclass::text end as "partOf",
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'name', a.attname,
          'sql', format_type(a.atttypid, a.atttypmod),
          'nullable', not a.attnotnull,
          'defaulted', a.atthasdef or a.attidentity <> ''
        ) order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      ), '[]') as columns
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and not exists (
        select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
      )
    order by 1, 2`.execute(db)
  return rows
}
