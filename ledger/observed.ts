/** What an installation really holds, as far as it can be seen from outside the declarations. */
export type Observed = {
  readonly tables: readonly ObservedTable[]
  /** Those of the key store. */
  readonly keyTables: readonly ObservedTable[]
  /** Names of ephemeral keys. */
  readonly keys: Iterable<string>
  /** Names of objects. */
  readonly objects: Iterable<string>
  /** Paths of files below the data folder, in the folders that local files are declared for. */
  readonly files: readonly string[]
  /** Jobs in the queue that are not finished, each kind once, with every field that one of them carries. */
  readonly jobs: readonly { readonly name: string; readonly fields: readonly string[] }[]
  readonly hosts: {
    /** Hosts that the settings make us talk to. */
    readonly inUse: readonly string[]
    /** Hosts of the recipients that are active. */
    readonly declared: readonly string[]
  }
}

export type ObservedTable = {
  readonly schema: string
  readonly name: string
  readonly kind: 'table' | 'view' | 'materialized view' | 'foreign table'
  /** The table that it is a partition of. */
  readonly partOf: string | null
  /** Columns by which it is divided into partitions. */
  readonly partitionedBy?: readonly string[]
  /** Marked by the sweep: a month that is past its time, about to be dropped. */
  readonly leaving?: boolean
  /** The extension that brought it. */
  readonly extension?: string | null
  readonly columns: readonly ObservedColumn[]
}

export type ObservedColumn = {
  readonly name: string
  /** As PostgreSQL's `format_type` prints it. */
  readonly sql: string
  readonly nullable: boolean
  readonly defaulted: boolean
}
