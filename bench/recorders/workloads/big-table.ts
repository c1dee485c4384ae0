import { documentOf, times, type Workload } from './workload.ts'

const names = [
  'Amsterdam',
  'Bergen',
  'Cork',
  'Dresden',
  'Elche',
  'Faro',
  'Ghent',
  'Huesca',
  'Innsbruck',
  'Jena',
  'Krems',
]

/** Three nodes for a row, and three more in every tenth. */
const row = (i: number) => {
  const name = `${names[i % names.length]} ${(i * 7919) % 10_007}`
  const badge = i % 10 === 0 ? `<b class="badge b${i % 7}">late</b>` : ''
  return `<tr data-row="${i}" class="${i % 2 ? 'odd' : 'even'}"><td>${name}, parcel ${i}${badge}</td></tr>`
}

const table = (rows: number) =>
  documentOf(
    'Parcels',
    `<table><tbody>${times(rows, row)}</tbody></table>`,
    '<style>tr.odd { background: #f4f4f7 } td { padding: 2px 8px; font: 14px sans-serif } .badge { color: #a00 }</style>',
  )

export const bigTable: Workload = {
  name: 'w1',
  title: 'a table of 10,000 rows (~33,000 nodes)',
  html: table(10_000),
  drive: async () => {},
}

export const biggerTable: Workload = {
  name: 'w1-100k',
  title: 'a table of ~100,000 nodes, start only',
  html: table(31_000),
}

export const biggestTable: Workload = {
  name: 'w1-150k',
  title: 'a table of ~150,000 nodes, start only',
  html: table(46_500),
}
