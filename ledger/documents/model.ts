import type { DocumentKind } from './kinds.ts'

/** A text with short marks beside it, such as "masked". */
export type Item = { readonly text: string; readonly marks?: readonly string[] }

/** What stands in a place of a table or beside a term. `missing`: only a human could say it, and nobody has. */
export type Cell =
  | string
  | {
      readonly text?: string
      readonly marks?: readonly string[]
      readonly items?: readonly Item[]
      readonly missing?: true
    }

export type TableColumn = { readonly id: string; readonly title: string; readonly code?: true }
export type TableRow = { readonly id: string; readonly cells: Readonly<Record<string, Cell>> }
export type Fact = { readonly id: string; readonly term: string; readonly value: Cell }
export type Card = {
  readonly id: string
  readonly title: string
  readonly text: string
  readonly facts: readonly Fact[]
  readonly notes: readonly string[]
}

export type Block =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly Item[] }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[] }
  | { readonly kind: 'cards'; readonly cards: readonly Card[] }
  | {
      readonly kind: 'table'
      readonly id: string
      readonly caption: string
      readonly columns: readonly TableColumn[]
      readonly rows: readonly TableRow[]
      /** Said in place of a table without rows. */
      readonly empty: string
    }

export type Section = {
  readonly id: string
  readonly title: string
  readonly count?: number
  readonly blocks: readonly Block[]
  readonly sections?: readonly Section[]
}

/** Something the law wants stated that no declaration knows. */
export type Gap = { readonly id: string; readonly what: string; readonly why: string }

/** What every format is rendered from: the same for all documents, so that there is one renderer per format. */
export type Document = {
  readonly kind: DocumentKind
  readonly title: string
  readonly lead: string
  /** Whom it concerns and where it holds: the masthead. */
  readonly facts: readonly Fact[]
  readonly sections: readonly Section[]
  readonly gaps: readonly Gap[]
}

export const notStated: Cell = { text: 'Not stated', missing: true }

/** What a cell says in one line of text, for formats without structure. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined) return ''
  if (typeof cell === 'string') return cell
  const marked = ({ text, marks = [] }: Item) => (marks.length > 0 ? `${text} (${marks.join(', ')})` : text)
  const items = (cell.items ?? []).map(marked).join('; ')
  const own = cell.text === undefined ? '' : marked({ text: cell.text, ...(cell.marks && { marks: cell.marks }) })
  return [own, items].filter((part) => part !== '').join(': ')
}

/** Sections and what is below them, in reading order. */
export const allSections = (sections: readonly Section[]): Section[] =>
  sections.flatMap((section) => [section, ...allSections(section.sections ?? [])])
