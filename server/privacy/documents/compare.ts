import { allSections, type Block, cellText, type Document } from '@vitrine/ledger'
import type { DocumentChange, WordChange } from '@vitrine/protocol'
import { diffArrays, diffWords } from 'diff'

type TableBlock = Extract<Block, { kind: 'table' }>
type Lines = { readonly where: string; readonly lines: readonly string[] }
type Rows = { readonly where: string; readonly table: TableBlock }

/** Everything that is not a table, line by line. */
const prose = (block: Block): string[] => {
  if (block.kind === 'text') return [block.text]
  if (block.kind === 'list') return block.items.map((item) => cellText({ items: [item] }))
  if (block.kind === 'facts') return block.facts.map(({ term, value }) => `${term}: ${cellText(value)}`)
  if (block.kind === 'cards')
    return block.cards.flatMap(({ title, text, facts, notes }) => [
      title,
      text,
      ...facts.map(({ term, value }) => `${title}, ${term}: ${cellText(value)}`),
      ...notes,
    ])
  return []
}

function parts(document: Document): { readonly texts: Lines[]; readonly tables: Rows[] } {
  const sections = allSections(document.sections)
  const head = {
    where: 'Masthead',
    lines: [document.title, document.lead, ...document.facts.map(({ term, value }) => `${term}: ${cellText(value)}`)],
  }
  const gaps = { where: 'Still to be stated', lines: document.gaps.map(({ what }) => what) }
  return {
    texts: [head, ...sections.map(({ title, blocks }) => ({ where: title, lines: blocks.flatMap(prose) })), gaps],
    tables: sections.flatMap(({ title, blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [{ where: title, table: block }] : [])),
    ),
  }
}

const wordChanges = (before: string, after: string): WordChange[] =>
  diffWords(before, after).map(({ value, added, removed }) => ({
    text: value,
    change: added ? 'added' : removed ? 'removed' : 'same',
  }))

/** A line that was taken out and one that was put in at the same place are one line that changed. */
function compareTexts(where: string, before: readonly string[], after: readonly string[]): DocumentChange[] {
  const changes: DocumentChange[] = []
  let waiting: string[] = []
  const flush = () => {
    changes.push(
      ...waiting.map((text): DocumentChange => ({ where, what: 'removed', words: [{ text, change: 'removed' }] })),
    )
    waiting = []
  }
  for (const { value, added, removed } of diffArrays([...before], [...after])) {
    if (removed) waiting = value
    else if (added)
      for (const text of value) {
        const old = waiting.shift()
        changes.push(
          old === undefined
            ? { where, what: 'added', words: [{ text, change: 'added' }] }
            : { where, what: 'changed', words: wordChanges(old, text) },
        )
      }
    else flush()
    if (!removed && waiting.length > 0) flush()
  }
  flush()
  return changes
}

const rowText = ({ columns }: TableBlock, cells: TableBlock['rows'][number]['cells']): string =>
  columns.map(({ id, title }) => `${title}: ${cellText(cells[id])}`).join('\n')

const nameOf = ({ columns }: TableBlock, row: TableBlock['rows'][number]): string => {
  const [first] = columns
  const cell = first && row.cells[first.id]
  return (typeof cell === 'object' ? cell.text : cell) || row.id
}

function compareTables(where: string, before: TableBlock | undefined, after: TableBlock | undefined): DocumentChange[] {
  const old = new Map((before?.rows ?? []).map((row) => [row.id, row]))
  const changes: DocumentChange[] = []
  for (const row of after?.rows ?? []) {
    const was = old.get(row.id)
    old.delete(row.id)
    if (!after) continue
    const [now, then] = [rowText(after, row.cells), was && before ? rowText(before, was.cells) : undefined]
    if (then === now) continue
    const words: WordChange[] = then === undefined ? [{ text: now, change: 'added' }] : wordChanges(then, now)
    changes.push({ where, row: nameOf(after, row), what: then === undefined ? 'added' : 'changed', words })
  }
  for (const row of before ? old.values() : [])
    if (before)
      changes.push({
        where,
        row: nameOf(before, row),
        what: 'removed',
        words: [{ text: rowText(before, row.cells), change: 'removed' }],
      })
  return changes
}

/** What changed from one version to another: paragraphs word by word, tables row by row. */
export function compareDocuments(before: Document, after: Document): DocumentChange[] {
  const [old, now] = [parts(before), parts(after)]
  const places = [...new Set([...old.texts, ...now.texts].map(({ where }) => where))]
  const lines = (texts: readonly Lines[], where: string) =>
    texts.filter((text) => text.where === where).flatMap((text) => text.lines)
  const tables = [...new Set([...old.tables, ...now.tables].map(({ where, table }) => `${where}\n${table.id}`))]
  const tableAt = (rows: readonly Rows[], key: string) =>
    rows.find(({ where, table }) => `${where}\n${table.id}` === key)?.table
  return [
    ...places.flatMap((where) => compareTexts(where, lines(old.texts, where), lines(now.texts, where))),
    ...tables.flatMap((key) =>
      compareTables(key.split('\n')[0] ?? '', tableAt(old.tables, key), tableAt(now.tables, key)),
    ),
  ]
}
