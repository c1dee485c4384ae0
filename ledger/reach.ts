import type { Declarations } from './declarations.ts'
import type { Table } from './table.ts'

/** The tables whose erasure takes rows of `table` along, itself included: up every reference that deletes. */
export function reachedFrom({ tables }: Pick<Declarations, 'tables'>, table: Table): Set<Table> {
  const reached = new Set<Table>()
  const climb = (from: Table) => {
    if (reached.has(from)) return
    reached.add(from)
    for (const parent of parentsOf(tables, from)) climb(parent)
  }
  climb(table)
  return reached
}

const parentsOf = (tables: readonly Table[], { columns }: Table): Table[] =>
  Object.values(columns).flatMap(({ refers }) => {
    const parent = refers?.onErase === 'delete' && tables.find(({ name }) => name === refers.table)
    return parent ? [parent] : []
  })

/** A chain of references that delete which comes back to where it began, as table names; `undefined`: there is none. */
export function cycleIn({ tables }: Pick<Declarations, 'tables'>): string[] | undefined {
  const done = new Set<Table>()
  const visit = (table: Table, path: readonly Table[]): Table[] | undefined => {
    if (path.includes(table)) return [...path.slice(path.indexOf(table)), table]
    if (done.has(table)) return undefined
    for (const parent of parentsOf(tables, table)) {
      const found = visit(parent, [...path, table])
      if (found) return found
    }
    done.add(table)
    return undefined
  }
  for (const table of tables) {
    const found = visit(table, [])
    if (found) return found.map(({ name }) => name)
  }
  return undefined
}
