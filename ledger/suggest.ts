import type { Declarations } from './declarations.ts'
import type { Category } from './meaning.ts'
import type { ObservedColumn, ObservedTable } from './observed.ts'
import type { Table } from './table.ts'

/** The words of `column.ts`, by the SQL type that they stand for. */
const words: Readonly<Record<string, string>> = {
  text: 'text',
  'text[]': 'texts',
  integer: 'integer',
  bigint: 'bigint',
  'double precision': 'number',
  boolean: 'boolean',
  'timestamp with time zone': 'timestamp',
  bytea: 'bytes',
  uuid: 'uuid',
  jsonb: 'json<unknown>',
}

/** The line that declares an existing column: of the table's likeliest meaning, personal when in doubt. */
export function columnLine(declarations: Declarations, column: ObservedColumn, table?: Table): string {
  const plain = typed(declarations, column, table)
  const filled = column.defaulted ? `defaulted(${plain})` : plain
  return `${column.name}: ${column.nullable ? `nullable(${filled})` : filled},`
}

function typed(declarations: Declarations, { name, sql }: ObservedColumn, table?: Table): string {
  const word = words[sql]
  if (sql === 'uuid' && name === 'id') return 'id()'
  const parent = sql === 'uuid' && declarations.tables.find((other) => `${other.name}_id` === pluralized(name))
  if (parent) return `refers('${parent.name}')`
  const meaning = `${likelyClass(table)}('${likelyCategory(table)}')`
  return word ? `${word}(${meaning})` : `/* no word for ${sql} in ledger/column.ts: add one */ text(${meaning})`
}

const pluralized = (name: string): string => name.replace(/_id$/, 's_id')

const likelyClass = (table?: Table): string => (table && table.subjects.length === 0 ? 'operational' : 'personal')

function likelyCategory(table?: Table): Category {
  const counts = new Map<Category, number>()
  for (const { meaning } of Object.values(table?.columns ?? {})) {
    if (meaning.class !== 'operational') counts.set(meaning.category, (counts.get(meaning.category) ?? 0) + 1)
  }
  const [commonest] = [...counts].toSorted((a, b) => b[1] - a[1])
  return commonest?.[0] ?? (likelyClass(table) === 'personal' ? 'content' : 'operation')
}

/** The whole declaration of an existing table. */
export function tableDeclaration(declarations: Declarations, { name, columns }: ObservedTable): string {
  const lines = columns.map((column) => `    ${columnLine(declarations, column)}`)
  return [
    `export const ${name.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())} = table(`,
    `  '${name}',`,
    '  {',
    `    what: '…',`,
    '    activity: …,',
    `    subjects: ['visitor'],`,
    `    keep: { window: 'project', from: 'created_at' },`,
    `    region: 'home',`,
    '  },',
    '  {',
    ...lines,
    '  },',
    ')',
  ].join('\n')
}

/** A column in the words of SQL: `referrer text not null`. */
export const columnSql = (name: string, { sql, nullable, defaulted }: Omit<ObservedColumn, 'name'>): string =>
  `${name} ${sql}${nullable ? '' : ' not null'}${defaulted ? ' default …' : ''}`

export const tableSql = (table: Table): string =>
  `create table ${table.name} (\n${Object.entries(table.columns)
    .map(([name, column]) => `  ${columnSql(name, column)}`)
    .join(',\n')}\n);`
