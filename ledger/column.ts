import type { Paths } from './json-shape.ts'
import type { Meaning } from './meaning.ts'

/** What happens to a row when the row it refers to is erased. */
export type OnErase =
  | 'delete'
  | 'clear'
  /** The row stays, with the bare id: allowed only with a reason, which the receipt prints. */
  | { readonly keep: string }

/**
 * A value that only a key opens, bound as associated data to its column and to the row's `boundTo`. `subject`: under the
 * data key of whoever the row is about, unreadable once that key is destroyed. `master`: under the installation's own.
 */
export type Seal = { readonly under: 'subject' | 'master'; readonly boundTo: string }

/**
 * Whose key it is: the row that the first of `owners` with a value refers to. It is encrypted under the key of the next
 * owner, that of the last one under the master key.
 */
export type Wrapping = { readonly owners: readonly string[] }

export type Reference = { readonly table: string; readonly onErase: OnErase }

/**
 * One column: its SQL type as PostgreSQL's `format_type` prints it, and what it means.
 * `Select` and `Insert` are the TypeScript types of a value read and written; they exist at compile time only.
 */
export type Column<Select = unknown, Insert = Select> = {
  readonly type?: { readonly select: Select; readonly insert: Insert }
  readonly sql: string
  readonly nullable: boolean
  readonly defaulted: boolean
  readonly meaning: Meaning
  readonly refers?: Reference
  readonly sealed?: Seal
  /** A key, encrypted under another. */
  readonly wrapped?: Wrapping
  /** Of a JSON document: what it may hold, so that anything else in it is found. */
  readonly holds?: readonly string[]
}

const column =
  <T>(sql: string) =>
  (meaning: Meaning): Column<T> => ({ sql, nullable: false, defaulted: false, meaning })

export const text = column<string>('text')
export const texts = column<string[]>('text[]')
export const integer = column<number>('integer')
/** 64-bit integers arrive as JavaScript numbers; safe up to 2^53. */
export const bigint = column<number>('bigint')
export const number = column<number>('double precision')
export const boolean = column<boolean>('boolean')
export const timestamp = column<Date>('timestamp with time zone')
export const bytes = column<Buffer>('bytea')
export const uuid = column<string>('uuid')
/**
 * A JSON document; personal data inside makes the whole column personal. `holds` names what it may contain, as
 * `rules[].name` or, under names not known beforehand, `*`: the agreement check looks at samples of what is stored.
 */
export const json = <T>(meaning: Meaning, holds?: readonly Paths<T>[]): Column<T, T> => ({
  sql: 'jsonb',
  nullable: false,
  defaulted: false,
  meaning,
  ...(holds && { holds }),
})

/**
 * What `DataKey.seal` made, at the place that `sealedPlace` names. Secrets are sealed under the master key, everything
 * else under its subject's data key, unless `how` says otherwise; a row without an `id` is told by the column `boundTo`.
 */
export const sealed = (
  meaning: Meaning,
  { under = meaning.category === 'secret' ? 'master' : 'subject', boundTo = 'id' }: Partial<Seal> = {},
): Column<Buffer> => ({ ...bytes(meaning), sealed: { under, boundTo } })

/** A key, encrypted under the key of the next owner; see `Wrapping`. */
export const wrappedKey = (meaning: Meaning, owners: readonly string[]): Column<Buffer> => ({
  ...bytes(meaning),
  wrapped: { owners },
})

/** Where a sealed value or a wrapped key rests, as its seal binds it. `row`: the id of its row or owner. */
export const sealedPlace = (table: { readonly name: string }, column: string, row: string): string =>
  `${table.name}.${column}|${row}`

/** The row's own id, a random UUID. */
export const id = (): Column<string> => uuid({ class: 'operational', category: 'reference' })

/** A reference to a row of another table. Erasure follows it: by default this row goes with that one. */
export const refers = (table: string, onErase: OnErase = 'delete', meaning?: Meaning): Column<string> => ({
  ...uuid(meaning ?? { class: 'operational', category: 'reference' }),
  refers: { table, onErase },
})

export const nullable = <S, I>(of: Column<S, I>): Column<S | null, I | null | undefined> => ({ ...of, nullable: true })

/** The database fills it in when a row is inserted without it. */
export const defaulted = <S, I>(of: Column<S, I>): Column<S, I | undefined> => ({ ...of, defaulted: true })
