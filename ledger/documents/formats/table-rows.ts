import { allSections, type Block, cellText, type Document } from '../model.ts'

type Line = Readonly<Record<string, string>>
type Placed = { readonly section: string; readonly block: Block }

function linesOf({ section, block }: Placed): Line[] {
  if (block.kind === 'text') return [{ Section: section, Text: block.text }]
  if (block.kind === 'list') return block.items.map((item) => ({ Section: section, Text: cellText({ items: [item] }) }))
  if (block.kind === 'facts')
    return block.facts.map(({ term, value }) => ({ Section: section, Item: term, Text: cellText(value) }))
  if (block.kind === 'cards')
    return block.cards.map(({ title, text, facts, notes }) => ({
      Section: section,
      Item: title,
      Text: [text, ...facts.map(({ term, value }) => `${term}: ${cellText(value)}`), ...notes].join(' · '),
    }))
  return block.rows.map(({ cells }) => ({
    Section: section,
    ...Object.fromEntries(block.columns.map(({ id, title }) => [title, cellText(cells[id])])),
  }))
}

/** A whole document as one table, for spreadsheets: the columns of all its tables, and `Item` and `Text` for the rest. */
export function tableRows(document: Document): {
  readonly columns: readonly string[]
  readonly lines: readonly Line[]
} {
  const head: Placed[] = [
    { section: document.title, block: { kind: 'text', text: document.lead } },
    { section: document.title, block: { kind: 'facts', facts: document.facts } },
  ]
  const body = allSections(document.sections).flatMap(({ title, blocks }) =>
    blocks.map((block): Placed => ({ section: title, block })),
  )
  const gaps = document.gaps.map(({ what, why }) => ({ Section: 'Still to be stated', Item: what, Text: why }))
  const lines = [...[...head, ...body].flatMap(linesOf), ...gaps]
  const columns = [...new Set(['Section', 'Item', ...lines.flatMap((line) => Object.keys(line)), 'Text'])]
  return { columns, lines }
}
