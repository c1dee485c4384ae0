import type { Activity } from './activity.ts'
import type { Capability } from './capability.ts'
import type { Column } from './column.ts'
import type { Keep } from './keep.ts'
import type { SubjectKind } from './meaning.ts'
import type { Partitions } from './partition.ts'

/** What can be erased or exported as a whole. */
export type ErasureSubject = 'visitor' | 'recording' | 'report' | 'member' | 'project' | 'organization'

/**
 * `control`: one place for the installation. `home`: the stores of the project's own region. `each`: both, every row where
 * the transaction was that wrote it.
 */
export type Region = 'control' | 'home' | 'each'

/**
 * Which of a place's two databases. `main`: everything that is not said otherwise. `keys`: the key store, whose backups are
 * kept for a shorter time. `each`: one of its own in both.
 */
export type TableStore = 'main' | 'keys' | 'each'

export type Columns = Readonly<Record<string, Column>>

export type Table<Name extends string = string, Cols extends Columns = Columns> = {
  readonly name: Name
  /** Plain words; printed in the documents. */
  readonly what: string
  readonly activity: Activity
  readonly subjects: readonly SubjectKind[]
  readonly keep: Keep
  readonly region: Region
  /** `main` unless said otherwise. */
  readonly store?: TableStore
  /** A row of this table *is* such a subject: erasing the subject starts here and follows the references. */
  readonly subject?: ErasureSubject
  /** Its rows are encryption keys: destroyed before anything else of their subject. */
  readonly holdsKeys?: boolean
  /** Filled only in projects that have this turned on. */
  readonly onlyWith?: Capability
  /** Stored in parts of a month each, so that a month goes at once when all of it is due. */
  readonly partitions?: Partitions
  /** Its rows are only ever added, and sealed into the audit chain in the order of their column `at`. */
  readonly chained?: boolean
  /** A column with a keyed hash, as a UUID, that tells later arrivals of an erased row: remembered beside its id. */
  readonly recognisedBy?: string
  readonly columns: Cols
}

type About<Cols extends Columns> = Omit<Table, 'name' | 'columns' | 'keep' | 'partitions'> & {
  readonly keep: Keep<Extract<keyof NoInfer<Cols>, string>>
  readonly partitions?: Partitions<Extract<keyof NoInfer<Cols>, string>>
}

/** The only way to get a typed table. Kysely's row types are made from what it returns. */
export function table<const Name extends string, const Cols extends Columns>(
  name: Name,
  about: About<Cols>,
  columns: Cols,
): Table<Name, Cols> {
  const { keep, partitions } = about
  const whole = partitions && 'days' in keep ? { ...keep, wholly: partitions.every } : keep
  return { name, ...about, keep: whole, columns }
}

type Selected<C> = C extends Column<infer S, infer _> ? S : never
type Inserted<C> = C extends Column<infer _, infer I> ? I : never

export type Row<T extends Table> = { [K in keyof T['columns']]: Selected<T['columns'][K]> }
export type NewRow<T extends Table> = {
  [K in keyof T['columns'] as undefined extends Inserted<T['columns'][K]> ? never : K]: Inserted<T['columns'][K]>
} & {
  [K in keyof T['columns'] as undefined extends Inserted<T['columns'][K]> ? K : never]?: Inserted<T['columns'][K]>
}
