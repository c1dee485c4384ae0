import { isIP } from 'node:net'
import type { Recipient } from '@vitrine/ledger'
import { type Kysely, type RawBuilder, sql } from 'kysely'
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
    const { hosts } = recipient
    const isNamed = 'asks' in hosts && hasNames
    if (isNamed || (await isEntered(ctx, hosts))) inUse.push(recipient)
  }
  return inUse
}

/** Whom nobody enters is in use as the settings say. Without a host nothing leaves this machine. */
async function isEntered({ control }: Context, hosts: Recipient['hosts']): Promise<boolean> {
  const db = control.db as unknown as Kysely<never>
  const some = async (path: string, where: (column: string) => RawBuilder<unknown>) => {
    const [table = '', column = ''] = path.split('.')
    const { rows } = await sql`select 1 from ${sql.table(table)} where ${where(column)} limit 1`.execute(db)
    return rows.length > 0
  }
  if ('column' in hosts) return some(hosts.column, (column) => sql`cardinality(${sql.ref(column)}) > 0`)
  if (!('asks' in hosts)) return true
  for (const path of hosts.asks) if (await some(path, () => sql`true`)) return true
  return false
}
