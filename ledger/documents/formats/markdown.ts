import { type Block, cellText, type Document, type Fact, type Section } from '../model.ts'

/** Nothing in it can become markup, a link or a new line: names are written by anyone. */
export const plain = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replaceAll(/[\\`*_{}[\]<>|~&$]/g, String.raw`\$&`)
    .replaceAll(/:\/\//g, '&#58;//')
    .replaceAll(/\bwww\./gi, (found) => `${found.slice(0, 3)}&#46;`)
    .replace(/^(?=[#+=-])/, '\\')
    .replace(/^(\d+)([.)])/, String.raw`$1\$2`)

const fact = ({ term, value }: Fact): string => `- **${plain(term)}:** ${plain(cellText(value))}`

function block(content: Block): string {
  if (content.kind === 'text') return plain(content.text)
  if (content.kind === 'list') return content.items.map((item) => `- ${plain(cellText({ items: [item] }))}`).join('\n')
  if (content.kind === 'facts') return content.facts.map(fact).join('\n')
  if (content.kind === 'cards')
    return content.cards
      .map(({ title, text, facts, notes }) =>
        [
          `#### ${plain(title)}`,
          plain(text),
          [...facts.map(fact), ...notes.map((note) => `- ${plain(note)}`)].join('\n'),
        ].join('\n\n'),
      )
      .join('\n\n')
  if (content.rows.length === 0) return plain(content.empty)
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [
    line(content.columns.map(({ title }) => plain(title))),
    line(content.columns.map(() => '---')),
    ...content.rows.map(({ cells }) => line(content.columns.map(({ id }) => plain(cellText(cells[id]))))),
  ].join('\n')
}

const section = ({ title, blocks, sections = [] }: Section, level: number): string =>
  [`${'#'.repeat(level)} ${plain(title)}`, ...blocks.map(block), ...sections.map((inner) => section(inner, level + 1))]
    .filter((part) => part !== '')
    .join('\n\n')

/** GitHub-flavoured Markdown. */
export function renderMarkdown(document: Document, version: string): string {
  const { title, lead, facts, sections, gaps } = document
  const missing = gaps.map(({ what, why }) => `- ${plain(what)}: ${plain(why)}`)
  return [
    `# ${plain(title)}`,
    plain(lead),
    facts.map(fact).join('\n'),
    plain(version),
    ...sections.map((each) => section(each, 2)),
    ...(missing.length > 0 ? ['## Still to be stated', missing.join('\n')] : []),
    '',
  ].join('\n\n')
}
