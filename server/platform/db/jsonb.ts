import { type RawBuilder, sql } from 'kysely'

/** A value for a `json` column: the driver would take a JavaScript array for a PostgreSQL array. */
export const jsonb = <T>(value: T): RawBuilder<T> => sql<T>`${JSON.stringify(value)}::jsonb`
