import { documentOf, type Workload } from './workload.ts'

/** What list benchmarks of frameworks do: create, replace, update, swap, select, remove and clear 1,000 rows. */
async function churn(rounds: number) {
  const body = document.querySelector('tbody') as HTMLTableSectionElement
  const words = ['plain', 'tall', 'quiet', 'amber', 'brisk', 'solid', 'lamp', 'desk', 'kettle', 'shelf', 'bench', 'rug']
  let next = 1
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const word = (i: number) => words[i % words.length]
  const makeRow = () => {
    const id = next++
    const row = document.createElement('tr')
    row.innerHTML = `<td class="id">${id}</td><td><a class="label">${word(id * 7)} ${word(id * 5 + 1)} ${word(id * 11)}</a></td>
      <td><a class="remove"><span class="glyph" aria-hidden="true"></span></a></td><td class="rest"></td>`
    return row
  }
  const fill = () => {
    const rows = document.createDocumentFragment()
    for (let i = 0; i < 1_000; i++) rows.append(makeRow())
    body.replaceChildren(rows)
  }
  const labels = () => body.querySelectorAll('.label')
  const move = (from: number, to: number) => {
    const row = body.rows[from]
    if (row) body.rows[to]?.before(row)
  }
  const steps = [
    fill,
    fill,
    () => labels().forEach((label, i) => i % 10 === 0 && label.append(' !!!')),
    () => move(998, 1),
    () => move(2, 999),
    () => body.rows[4]?.classList.add('danger'),
    () => body.rows[7]?.remove(),
    () => body.replaceChildren(),
  ]
  for (let round = 0; round < rounds; round++) {
    for (const step of steps) {
      step()
      await painted()
    }
  }
}

export const rows: Workload = {
  name: 'w3',
  title: 'create, replace, swap and clear 1,000 rows',
  html: documentOf(
    'Rows',
    '<h1>Rows</h1><table><tbody></tbody></table>',
    '<style>.danger { background: #fdd } td { padding: 4px }</style>',
  ),
  drive: ({ page, scale }) => page.evaluate(churn, Math.ceil(3 * scale)),
}
