import type { Declarations } from '../declarations.ts'
import type { Hosts } from '../flow.ts'

/**
 * Where everything is, by the names that the stores themselves use: enough for somebody with access to the stores, and
 * nothing of this program, to tell whether the documents are complete.
 */
export type Places = {
  readonly tables: readonly {
    readonly name: string
    /** `main`, `keys`, or `each` of these databases. */
    readonly store: string
    readonly columns: readonly PlacedColumn[]
    readonly partitions?: { readonly by: string; readonly every: string }
  }[]
  /** Tables that a library keeps for itself, by schema. */
  readonly schemas: readonly string[]
  /** `{…}` in a pattern stands for letters, digits and any of "_.@-". */
  readonly keys: readonly string[]
  /** Object names begin with one of these; what follows is one more part. */
  readonly objects: readonly string[]
  /** Files that a machine keeps in its data folder. */
  readonly files: readonly string[]
  readonly jobs: readonly { readonly name: string; readonly carries: readonly string[] }[]
  readonly logFields: readonly string[]
  /** `setting`: the host stands in that setting of the installation; with `asks`, else in those of the machine. */
  readonly hosts: readonly { readonly recipient: string; readonly reaches: Hosts }[]
}

type PlacedColumn = {
  readonly name: string
  readonly type: string
  readonly encrypted: boolean
  /** Of a JSON document: the paths that may be in it. */
  readonly holds?: readonly string[]
}

const blank = (pattern: string): string => pattern.replaceAll(/\{\w+\}/g, '{…}')

/** `active`: ids of the recipients that this installation has. */
export function places(declarations: Declarations, active: readonly string[]): Places {
  return {
    tables: declarations.tables.map(({ name, columns, partitions, ...table }) => ({
      name,
      store: storeOf(table),
      columns: Object.entries(columns).map(([column, { sql, sealed, wrapped, holds }]) => ({
        name: column,
        type: sql,
        encrypted: sealed !== undefined || wrapped !== undefined,
        ...(holds && { holds }),
      })),
      ...(partitions && { partitions }),
    })),
    schemas: declarations.foreignSchemas.map(({ name }) => name),
    keys: declarations.keyspaces.filter(({ kind }) => kind !== 'channel').map(({ pattern }) => blank(pattern)),
    objects: declarations.buckets.map(({ pattern }) => blank(pattern)),
    files: declarations.localFiles.map(({ pattern }) => blank(pattern)),
    jobs: declarations.jobs.map(({ name, carries }) => ({ name, carries: Object.keys(carries) })),
    logFields: declarations.logFields.map(({ name }) => name),
    hosts: declarations.recipients
      .filter(({ id }) => active.includes(id))
      .map(({ id, hosts }) => ({ recipient: id, reaches: hosts })),
  }
}

/** `keys`: the key store, a database of its own. */
const storeOf = (table: object): string => ('store' in table && typeof table.store === 'string' ? table.store : 'main')
