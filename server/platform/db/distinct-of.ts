import { type Kysely, type RawBuilder, sql } from 'kysely'

type Of = { readonly table: string; readonly column: string; readonly where?: RawBuilder<unknown> }

/** The different values of a column, hopping from one to the next in its index: as many steps as values, not as rows. */
export function distinctOf({ table, column, where = sql`true` }: Of): RawBuilder<{ value: string }> {
  const [from, value] = [sql.table(table), sql.ref(column)]
  return sql<{ value: string }>`
    with recursive found(value) as (
      (select ${value} from ${from} where ${where} and ${value} is not null order by ${value} limit 1)
      union all
      select (select ${value} from ${from} where ${where} and ${value} > found.value order by ${value} limit 1)
        from found where found.value is not null
    ) select value::text from found where value is not null`
}

export const readDistinct = async (db: Kysely<any>, of: Of): Promise<string[]> =>
  (await distinctOf(of).execute(db)).rows.map(({ value }) => value)
