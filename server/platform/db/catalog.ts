import type { ObservedTable } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import { leavingMark } from './partitions.ts'

/**
 * Every table and view that somebody made in this database, with its columns, from PostgreSQL's own catalog.
 * `extensions`: with what extensions brought, which an operator may have added and this program can't do without them.
 */
export async function readCatalog(db: Kysely<any>, how: { extensions?: boolean } = {}): Promise<ObservedTable[]> {
  const { rows } = await sql<ObservedTable>`
    select n.nspname as schema, c.relname as name,
      case c.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' else 'table' end as kind,
      case when c.relispartition then pg_partition_root(c.oid)::regclass::text end as "partOf",
      coalesce((
        select array_agg(a.attname::text order by a.attnum) from pg_partitioned_table p
        join pg_attribute a on a.attrelid = c.oid and a.attnum = any(p.partattrs::int2[]) where p.partrelid = c.oid
      ), '{}') as "partitionedBy",
      coalesce(obj_description(c.oid, 'pg_class') = ${leavingMark}, false) as leaving,
      x.extname as extension,
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
      left join pg_depend d on d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
      left join pg_extension x on x.oid = d.refobjid
    where c.relkind in ('r', 'p', 'v', 'm', 'f')
      and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
      and (x.extname is null or ${how.extensions ?? false})
    order by 1, 2`.execute(db)
  return rows
}
