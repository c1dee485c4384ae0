import type { Recipient } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'

/** Whether a host stands in one of the columns that recipients name: in a row of this moment. */
export type ColumnHosts = (host: string) => Promise<boolean>

export function columnHosts(recipients: readonly Recipient[], db: Kysely<never>): ColumnHosts {
  const columns = recipients.flatMap(({ hosts }) => ('column' in hosts ? [hosts.column.split('.')] : []))
  return async (host) => {
    for (const [table = '', column = ''] of columns) {
      const { rows } =
        await sql`select 1 from ${sql.table(table)} where ${host} = any(${sql.ref(column)}) limit 1`.execute(db)
      if (rows.length > 0) return true
    }
    return false
  }
}
