import { type Kysely, sql } from 'kysely'
import type { Context } from '../context.ts'
import { type ActiveRecipient, activeRecipients } from '../platform/egress/active-recipients.ts'

/** Those that the settings name, and of those whom members enter, the ones that somebody has entered. */
export async function recipientsInUse(ctx: Context): Promise<ActiveRecipient[]> {
  const db = ctx.control.db as unknown as Kysely<never>
  const inUse: ActiveRecipient[] = []
  for (const recipient of activeRecipients(ctx.declarations, ctx.config)) {
    const [table, column = ''] = 'column' in recipient.hosts ? recipient.hosts.column.split('.') : []
    // Without a host nothing leaves this machine.
    const entered =
      table &&
      (await sql`select 1 from ${sql.table(table)} where cardinality(${sql.ref(column)}) > 0 limit 1`.execute(db)).rows
    if (!entered || entered.length > 0) inUse.push(recipient)
  }
  return inUse
}
