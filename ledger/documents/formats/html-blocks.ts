import { html, type Markup } from '../markup.ts'
import type { Block, Card, Cell, Fact, Item, Section, TableColumn, TableRow } from '../model.ts'

type TableBlock = Extract<Block, { kind: 'table' }>

const marked = ({ text, marks = [] }: Item): Markup =>
  html`${text}${marks.map((mark) => html` <span class="mark">${mark}</span>`)}`

export function cellMarkup(cell: Cell | undefined): Markup {
  if (cell === undefined || cell === '') return html``
  if (typeof cell === 'string') return html`${cell}`
  const { text, marks, items, missing } = cell
  const own = text === undefined ? html`` : marked({ text, ...(marks && { marks }) })
  if (missing) return html`<span class="missing">${own}</span>`
  if (!items) return own
  return html`${own}<ul class="fields">${items.map((item) => html`<li>${marked(item)}</li>`)}</ul>`
}

const factMarkup = ({ term, value }: Fact): Markup => html`<div><dt>${term}</dt><dd>${cellMarkup(value)}</dd></div>`

export const factsMarkup = (facts: readonly Fact[], name: string): Markup =>
  html`<dl class="${name}">${facts.map(factMarkup)}</dl>`

const cardMarkup = ({ title, text, facts, notes }: Card): Markup => html`
  <article class="card">
    <h3>${title}</h3>
    <p>${text}</p>
    <dl>${facts.map(factMarkup)}</dl>
    <ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>
  </article>`

function rowMarkup({ cells }: TableRow, [first, ...rest]: readonly TableColumn[]): Markup {
  if (!first) return html``
  const head = cellMarkup(cells[first.id])
  return html`<tr><th scope="row">${first.code ? html`<code>${head}</code>` : head}</th>${rest.map(
    ({ id }) => html`<td>${cellMarkup(cells[id])}</td>`,
  )}</tr>`
}

function tableMarkup({ caption, columns, rows, empty }: TableBlock): Markup {
  if (rows.length === 0) return html`<p class="plain">${empty}</p>`
  return html`
  <div class="scroll" tabindex="0" role="region" aria-label="${caption}"><table class="of-${columns.length}">
    <caption>${caption}</caption>
    <thead><tr>${columns.map(({ title }) => html`<th scope="col">${title}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => rowMarkup(row, columns))}</tbody>
  </table></div>`
}

function blockMarkup(block: Block): Markup {
  if (block.kind === 'text') return html`<p>${block.text}</p>`
  if (block.kind === 'list')
    return html`<ul class="list">${block.items.map((item) => html`<li>${marked(item)}</li>`)}</ul>`
  if (block.kind === 'facts') return factsMarkup(block.facts, 'limits')
  if (block.kind === 'cards') return html`<div class="cards">${block.cards.map(cardMarkup)}</div>`
  return tableMarkup(block)
}

/** Wide tables get a page on its side when printed. */
const isWide = ({ blocks }: Section): boolean =>
  blocks.some((block) => block.kind === 'table' && block.rows.length > 0 && block.columns.length > 6)

const count = ({ count }: Section): Markup =>
  count === undefined ? html`` : html` <span class="count">${count}</span>`

export const sectionMarkup = (section: Section): Markup => html`
  <section id="${section.id}"${isWide(section) ? html` class="wide"` : html``}><h2>${section.title}${count(section)}</h2>
  ${section.blocks.map(blockMarkup)}
  ${(section.sections ?? []).map(
    (inner) => html`<h3 id="${inner.id}">${inner.title}${count(inner)}</h3>${inner.blocks.map(blockMarkup)}`,
  )}</section>`
