import { isIP } from 'node:net'
import type { Recipient } from '@vitrine/ledger'
import { type Kysely, sql } from 'kysely'
import type { Context } from '../context.ts'
import { type ActiveRecipient, activeRecipients } from '../platform/egress/active-recipients.ts'

/**
 * Those that the settings name; of those whom members enter, the ones that somebody has entered; and name servers where
 * there is a name to ask for.
 */
export async function recipientsInUse(ctx: Context): Promise<ActiveRecipient[]> {
  const active = activeRecipients(ctx.declarations, ctx.config)
  const hasNames = active.some(({ reaches }) => reaches.some((host) => isIP(host) === 0))
  const inUse: ActiveRecipient[] = []
  for (const recipient of active) {
    const columns = columnsOf(recipient)
    const isNamed = 'asks' in recipient.hosts && hasNames
    if (!columns || isNamed || (await hasRows(ctx, columns))) inUse.push(recipient)
  }
  return inUse
}

const columnsOf = ({ hosts }: Recipient): readonly string[] | undefined =>
  'column' in hosts ? [hosts.column] : 'asks' in hosts ? hosts.asks : undefined

async function hasRows(ctx: Context, columns: readonly string[]): Promise<boolean> {
  const db = ctx.control.db as unknown as Kysely<never>
  for (const column of columns) {
    const [table = ''] = column.split('.')
    const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(db)
    if (rows.length > 0) return true
  }
  return false
}
