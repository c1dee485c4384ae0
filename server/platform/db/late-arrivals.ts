import {
  type Declarations,
  type EphemeralKey,
  type ObjectKey,
  placeholders,
  type Table,
  writtenUnder,
} from '@vitrine/ledger'
import {
  type ColumnNode,
  ColumnUpdateNode,
  InsertQueryNode,
  type KyselyPlugin,
  MergeQueryNode,
  type OperationNode,
  PrimitiveValueListNode,
  TableNode,
  UpdateQueryNode,
  ValueListNode,
  ValueNode,
  ValuesNode,
} from 'kysely'

type Watched = { readonly under: ReadonlySet<string>; readonly recognisedBy: string | undefined }
type Rules = ReadonlyMap<string, Watched>

const known = new WeakMap<Declarations, Rules>()

/** By table: the columns that say under whose ids a row is written. */
function rulesOf(declarations: Declarations): Rules {
  const found = known.get(declarations)
  if (found) return found
  const made = new Map(
    declarations.tables.map((table: Table) => [
      table.name,
      { under: new Set(writtenUnder(declarations, table)), recognisedBy: table.recognisedBy },
    ]),
  )
  known.set(declarations, made)
  return made
}

/** What a transaction writes under, as far as nobody has made sure yet that it was not erased. */
export type Writes = {
  readonly plugin: KyselyPlugin
  readonly ids: Set<string>
  /** Hashes by which somebody is known who may come again. */
  readonly hashes: Set<string>
}

/** Reads from every query of a transaction under whose ids it writes: declared once, true of every table. */
export function watchWrites(declarations: Declarations): Writes {
  const rules = rulesOf(declarations)
  const ids = new Set<string>()
  const hashes = new Set<string>()
  const note = (table: string, column: string, value: unknown) => {
    if (value === null || value === undefined) return
    const rule = rules.get(table)
    if (rule?.under.has(column)) ids.add(String(value).toLowerCase())
    if (rule?.recognisedBy === column) hashes.add(String(value).toLowerCase())
  }
  const concerns = (table: string, column: string): boolean => {
    const rule = rules.get(table)
    return rule !== undefined && (rule.under.has(column) || rule.recognisedBy === column)
  }

  function see(table: string, column: string, value: OperationNode | undefined): void {
    if (!concerns(table, column) || value?.kind === 'DefaultInsertValueNode') return
    if (!value || !ValueNode.is(value))
      throw new Error(`${table}.${column} says under whom a row is written: give it as a value, not as an expression.`)
    note(table, column, value.value)
  }

  function insert({ into, columns = [], values, onConflict }: InsertQueryNode): void {
    const table = into ? nameOf(into) : ''
    const watched = columns.map(columnName)
    if (values && ValuesNode.is(values))
      for (const row of values.values)
        watched.forEach((column, place) => {
          if (PrimitiveValueListNode.is(row)) note(table, column, row.values[place])
          else if (ValueListNode.is(row)) see(table, column, row.values[place])
        })
    else for (const column of watched) see(table, column, values)
    // What it takes from the row that was to be inserted has been seen.
    change(
      table,
      onConflict?.updates?.filter(({ value }) => ValueNode.is(value)),
    )
  }

  function change(table: string, updates: readonly OperationNode[] = []): void {
    for (const one of updates) if (ColumnUpdateNode.is(one)) see(table, columnName(one.column as ColumnNode), one.value)
  }

  function look(node: OperationNode): void {
    if (InsertQueryNode.is(node)) insert(node)
    else if (UpdateQueryNode.is(node))
      change(node.table && TableNode.is(node.table) ? nameOf(node.table) : '', node.updates)
    else if (MergeQueryNode.is(node))
      throw new Error('Nobody reads from a merge under whom it writes: insert or update.')
    const within = 'with' in node ? (node.with as InsertQueryNode['with']) : undefined
    for (const { expression } of within?.expressions ?? []) look(expression)
  }

  const plugin: KyselyPlugin = {
    transformQuery({ node }) {
      look(node)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  return { plugin, ids, hashes }
}

const nameOf = ({ table }: TableNode): string => table.identifier.name
const columnName = ({ column }: Pick<ColumnNode, 'column'>): string => column.name

const separators = /[/:]/

/** Under whose ids an object or a key is written: its name holds them, in the places of its pattern. */
export function idsInName(key: ObjectKey | EphemeralKey, declarations: Declarations): string[] {
  const { pattern, of } = 'bucket' in key ? key.bucket : key.space
  const table = declarations.tables.find((one) => one.name === of)
  const under = new Set(table ? writtenUnder(declarations, table) : [])
  const parts = key.name.split(separators)
  return pattern.split(separators).flatMap((part, place) => {
    const [column] = placeholders(part)
    const value = parts[place]
    return column && value && under.has(column) ? [value] : []
  })
}
