import { sql } from 'kysely'
import type { Tx } from '../context.ts'
import type { Pico } from './price.ts'

/** One payment: so much onto the customer's account, and the same off another. */
type Movement = {
  readonly movement: string
  readonly kind: 'top-up' | 'correction'
  readonly organizationId: string
  /** Negative: off the customer's. */
  readonly amount: Pico
}

/** Enters both sides at the database's time: by a clock that is wrong a month that is closed would change. */
export async function writeMovement(tx: Tx, { movement, kind, organizationId, amount }: Movement): Promise<void> {
  const shared = { at: sql<Date>`now()`, movement, kind, organization_id: organizationId }
  await tx.db
    .insertInto('balance_transactions')
    .values([
      { ...shared, account: 'customer', amount: String(amount) },
      { ...shared, account: kind, amount: String(-amount) },
    ])
    .execute()
}
