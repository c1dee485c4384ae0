import type { Meaning } from './meaning.ts'

/** What happens to a row when the row it refers to is erased. */
export type OnErase =
  | 'delete'
  | 'clear'
  /** The row stays, with the bare id: allowed only with a reason, which the receipt prints. */
  | { readonly keep: string }

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
  /** Ciphertext under the data key of the row's subject: unreadable once that key is destroyed. */
  readonly sealed?: boolean
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
/** A JSON document. Its keys are declared by its type; personal data inside makes the whole column personal. */
export const json = <T>(meaning: Meaning): Column<T, T> => ({
  sql: 'jsonb',
  nullable: false,
  defaulted: false,
  meaning,
})

/** Ciphertext of a free-form value under the subject's own data key. */
export const sealed = (meaning: Meaning): Column<Buffer> => ({ ...bytes(meaning), sealed: true })

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
