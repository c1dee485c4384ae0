import type { Column } from './column.ts'
import type { Declarations } from './declarations.ts'
import type { Difference } from './difference.ts'
import type { ObservedColumn, ObservedTable } from './observed.ts'
import { monthFrom } from './partition.ts'
import { columnLine, columnSql, tableDeclaration, tableSql } from './suggest.ts'
import type { Table } from './table.ts'

/** Where a table is declared, for the messages. */
export type FileOf = (table: string) => string

const ownSchema = 'public'

/** Compares every table there is with every table declared, both ways. */
export function agreeTables(
  declarations: Declarations,
  observed: readonly ObservedTable[],
  fileOf: FileOf,
): Difference[] {
  const ours = observed.filter(({ extension }) => !extension)
  const isLeaving = ({ name, leaving }: ObservedTable) =>
    leaving === true && declarations.tables.some((table) => table.partitions && monthFrom(table.name, name))
  const own = ours.filter((found) => found.schema === ownSchema && found.partOf === null && !isLeaving(found))
  return [
    ...undeclaredSchemas(declarations, ours),
    ...undeclaredExtensions(declarations, observed),
    ...own.flatMap((found) => {
      const declared = declarations.tables.find((table) => table.name === found.name)
      if (!declared) return [undeclaredTable(declarations, found)]
      return [...agreeColumns(declarations, declared, found, fileOf), ...agreePartitions(declared, found)]
    }),
    ...declarations.tables.filter(({ name }) => !own.some((found) => found.name === name)).map(missingTable(fileOf)),
  ]
}

function undeclaredSchemas(declarations: Declarations, observed: readonly ObservedTable[]): Difference[] {
  const known = new Set([ownSchema, ...declarations.foreignSchemas.map(({ name }) => name)])
  const strange = Map.groupBy(
    observed.filter(({ schema }) => !known.has(schema)),
    ({ schema }) => schema,
  )
  return [...strange].map(([schema, tables]) => ({
    code: 'undeclared-schema',
    place: schema,
    what: `Schema ${schema} exists in the database and is not declared; it holds ${tables.map(({ name }) => name).join(', ')}.`,
    write: `If a library made it, add to server/platform/tables.ts and to server/declarations.ts:\n  export const … = foreignSchema('${schema}', { what: '…', library: '…', activity: operation, keeps: '…' })\nElse drop it in a migration:\n  drop schema ${schema} cascade;`,
  }))
}

function undeclaredExtensions(declarations: Declarations, observed: readonly ObservedTable[]): Difference[] {
  const known = new Set(declarations.foreignSchemas.map(({ name }) => name))
  const strange = Map.groupBy(
    observed.filter(({ extension }) => extension && !known.has(extension)),
    ({ extension }) => extension ?? '',
  )
  return [...strange].map(([extension, tables]) => ({
    code: 'undeclared-extension',
    place: extension,
    what: `The extension ${extension} brought ${tables.map(({ schema, name }) => `${schema}.${name}`).join(', ')} into the database, and nothing declares what it stores.`,
    write: `If it is not needed here:\n  drop extension ${extension};\nElse add to server/platform/tables.ts and to server/declarations.ts:\n  export const … = foreignSchema('${extension}', { what: '…', library: '${extension}', activity: operation, keeps: '…' })`,
  }))
}

function agreePartitions({ name, partitions }: Table, { partitionedBy = [] }: ObservedTable): Difference[] {
  if (!partitions || partitionedBy.join() === partitions.by) return []
  const is = partitionedBy.length > 0 ? `is divided by ${partitionedBy.join(', ')}` : 'is not divided at all'
  return [
    {
      code: 'wrong-partitions',
      place: name,
      what: `Table ${name} is declared as divided by ${partitions.by} and ${is} in the database.`,
      write: `Make it anew in a migration:\n  create table ${name} (…) partition by range (${partitions.by});\nOr take partitions out of its declaration.`,
    },
  ]
}

const undeclaredTable = (declarations: Declarations, found: ObservedTable): Difference => ({
  code: 'undeclared-table',
  place: found.name,
  what: `${capitalized(found.kind)} ${found.name} exists in the database and is not declared.`,
  write: `Declare it in the tables.ts of its domain, and add its line to server/declarations.ts:\n${tableDeclaration(declarations, found)}\nOr drop it in a migration:\n  drop ${found.kind} ${found.name};`,
})

const missingTable =
  (fileOf: FileOf) =>
  (table: Table): Difference => ({
    code: 'missing-table',
    place: table.name,
    what: `Table ${table.name} is declared and does not exist in the database.`,
    write: `Make it in a new migration:\n${tableSql(table)}\nOr remove its declaration from ${fileOf(table.name)} and server/declarations.ts.`,
  })

function agreeColumns(declarations: Declarations, table: Table, found: ObservedTable, fileOf: FileOf): Difference[] {
  const undeclared = found.columns.filter(({ name }) => !Object.hasOwn(table.columns, name))
  return [
    ...undeclared.map((column) => undeclaredColumn(declarations, table, column, fileOf)),
    ...Object.entries(table.columns).flatMap(([name, column]) => {
      const existing = found.columns.find((other) => other.name === name)
      if (!existing) return [missingColumn(table, name, column, fileOf)]
      return agreeColumn(table, column, existing, found.kind, fileOf)
    }),
  ]
}

const undeclaredColumn = (
  declarations: Declarations,
  table: Table,
  column: ObservedColumn,
  fileOf: FileOf,
): Difference => ({
  code: 'undeclared-column',
  place: `${table.name}.${column.name}`,
  what: `Column ${table.name}.${column.name} exists in the database and is not declared.`,
  write: `Add to ${table.name} in ${fileOf(table.name)}, with the class and category that are true of it:\n  ${columnLine(declarations, column, table)}\nOr drop it in a migration:\n  alter table ${table.name} drop column ${column.name};`,
})

const missingColumn = (table: Table, name: string, column: Column, fileOf: FileOf): Difference => ({
  code: 'missing-column',
  place: `${table.name}.${name}`,
  what: `Column ${table.name}.${name} is declared and does not exist in the database.`,
  write: `Add it in a new migration:\n  alter table ${table.name} add column ${columnSql(name, column)};\nOr remove its line from ${fileOf(table.name)}.`,
})

function agreeColumn(
  table: Table,
  declared: Column,
  found: ObservedColumn,
  kind: ObservedTable['kind'],
  fileOf: FileOf,
): Difference[] {
  const place = `${table.name}.${found.name}`
  const alter = `alter table ${table.name} alter column ${found.name}`
  const file = fileOf(table.name)
  const differences: Difference[] = []
  const differ = (code: Difference['code'], what: string, write: string) =>
    differences.push({ code, place, what: `Column ${place} ${what}`, write })
  if (declared.sql !== found.sql) {
    differ(
      'wrong-type',
      `is declared as ${declared.sql} and is ${found.sql} in the database.`,
      `Declare that type in ${file}, or change it in a new migration:\n  ${alter} type ${declared.sql};`,
    )
  }
  // Columns of views are never marked as not null.
  if (kind === 'table' && declared.nullable !== found.nullable) {
    const [is, other] = found.nullable ? ['may be null', 'set not null'] : ['may not be null', 'drop not null']
    const wrap = found.nullable ? 'Wrap it in nullable(…)' : 'Take it out of nullable(…)'
    differ(
      'wrong-nullability',
      `${is} in the database and is declared otherwise.`,
      `${wrap} in ${file}, or change it in a new migration:\n  ${alter} ${other};`,
    )
  }
  if (kind === 'table' && declared.defaulted && !found.defaulted) {
    differ(
      'missing-default',
      'is declared as filled in by the database, which has no default for it.',
      `Take it out of defaulted(…) in ${file}, or give it one in a new migration:\n  ${alter} set default …;`,
    )
  }
  return differences
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
