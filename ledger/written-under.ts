import type { Declarations } from './declarations.ts'
import type { Table } from './table.ts'

/**
 * The columns that say under whose ids a row is written: its own id, where it is a subject, and every reference to one that
 * an erasure deletes by or clears. Nothing may be written under the id of what was erased.
 */
export function writtenUnder({ tables }: Pick<Declarations, 'tables'>, table: Table): string[] {
  const subjects = new Set(tables.filter(({ subject }) => subject).map(({ name }) => name))
  const references = Object.entries(table.columns).flatMap(([column, { refers }]) =>
    refers && typeof refers.onErase === 'string' && subjects.has(refers.table) ? [column] : [],
  )
  return table.subject ? ['id', ...references] : references
}
