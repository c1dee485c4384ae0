import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import type { Pico } from './price.ts'
import type { Account } from './tables.ts'

/** One movement: so much onto the customer's account, and the same off another. */
export type Movement = {
  readonly movement: string
  readonly kind: 'charge' | 'top-up' | 'correction'
  readonly from: Exclude<Account, 'customer'>
  readonly organizationId: string
  /** Negative: off the customer's. */
  readonly amount: Pico
  readonly projectId?: string | null
  readonly keyId?: string
  readonly model?: string
}

type Row = Readonly<Record<string, string | null>>

/** The two entries of a movement. */
export function movementOf({ from, amount, ...of }: Movement): readonly [Row, Row] {
  const shared = {
    movement: of.movement,
    kind: of.kind,
    organization_id: of.organizationId,
    project_id: of.projectId ?? null,
    key_id: of.keyId ?? null,
    model: of.model ?? null,
  }
  return [
    { ...shared, account: 'customer', amount: String(amount) },
    { ...shared, account: from, amount: String(-amount) },
  ]
}

const columns = ['movement', 'kind', 'account', 'organization_id', 'amount', 'project_id', 'key_id', 'model'] as const

/** Enters them, all in one statement, at the database's time: by a clock that is wrong a month that is closed would change. */
export async function writeMovements(tx: Tx, pairs: readonly (readonly [Row, Row])[]): Promise<void> {
  const given = sql<Record<(typeof columns)[number], never>>`jsonb_to_recordset(${JSON.stringify(pairs.flat())}::jsonb)`
  await tx.db
    .insertInto('balance_transactions')
    .columns(['at', ...columns])
    .expression((from) =>
      from
        .selectFrom(
          given.as<'entry'>(
            sql`entry (movement uuid, kind text, account text, organization_id uuid, amount numeric, project_id uuid, key_id uuid, model text)`,
          ),
        )
        .select([sql<Date>`now()`.as('at'), ...columns]),
    )
    .execute()
}
