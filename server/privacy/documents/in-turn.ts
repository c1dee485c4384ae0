import { sql } from 'kysely'
import type { Tx } from '../../context.ts'

const turn = 7_364_021

/** Several processes start at once: who publishes or announces waits for the one before, until the transaction ends. */
export async function inTurn(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${turn})`.execute(tx.db)
}
