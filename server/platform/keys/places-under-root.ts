import type { Declarations, Table } from '@vitrine/ledger'

/** Where something rests that a root key encrypts. */
export type PlaceUnderRoot = {
  readonly table: Table
  readonly column: string
  /** The column that names the row or owner to which the seal is bound. */
  readonly bound: string
  /** Only rows where these are empty; the keys of others are under the key of their owner. */
  readonly empty: readonly string[]
  readonly holds: 'secret' | 'key'
}

/** Every column that is declared to be sealed under the master key, or to hold keys of which the outermost are. */
export const placesUnderRoot = ({ tables }: Declarations): PlaceUnderRoot[] =>
  tables.flatMap((table) =>
    Object.entries(table.columns).flatMap(([column, { sealed, wrapped }]): PlaceUnderRoot[] => {
      if (sealed?.under === 'master') return [{ table, column, bound: sealed.boundTo, empty: [], holds: 'secret' }]
      const bound = wrapped?.owners.at(-1)
      if (!wrapped || !bound) return []
      return [{ table, column, bound, empty: wrapped.owners.slice(0, -1), holds: 'key' }]
    }),
  )
