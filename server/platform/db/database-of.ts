import type { Table } from '@vitrine/ledger'
import type { Stores } from '../../context.ts'

/** The database that holds a table, of the two that every place has. For loops over declarations. */
export const databaseOf = ({ db, keys }: Stores, { store }: Pick<Table, 'store'>): Stores['db'] =>
  store === 'keys' ? keys : db
