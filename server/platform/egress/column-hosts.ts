import type { Recipient } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import type { Config } from '../config/config.ts'

/**
 * Whether a host stands in one of the columns that recipients name, in a row of this moment: reached where it is public
 * only, or wherever it is.
 */
export type ColumnHosts = (host: string) => Promise<'public' | 'anywhere' | undefined>

type Settings = Pick<Config, 'privateSignOn' | 'privateProviders' | 'privateWebhooks'>

export function columnHosts(recipients: readonly Recipient[], db: Kysely<never>, settings: Settings): ColumnHosts {
  const columns = recipients.flatMap(({ id, hosts }) => {
    if (!('column' in hosts)) return []
    const { column, privateWhen } = hosts
    if (privateWhen !== undefined && !(privateWhen in settings))
      throw new Error(`recipient('${id}') names the setting "${privateWhen}", which the configuration does not have.`)
    const where: 'public' | 'anywhere' = settings[privateWhen as keyof Settings] ? 'anywhere' : 'public'
    return [{ path: column.split('.'), where }]
  })
  // A host that may be anywhere by one column is, whatever another says.
  columns.sort((a, b) => a.where.localeCompare(b.where))
  return async (host) => {
    for (const { path, where } of columns) {
      const [table = '', column = ''] = path
      const { rows } =
        await sql`select 1 from ${sql.table(table)} where ${host} = any(${sql.ref(column)}) limit 1`.execute(db)
      if (rows.length > 0) return where
    }
    return undefined
  }
}
