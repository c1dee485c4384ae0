import { documentOf, times, type Workload } from './workload.ts'

/** As styling libraries do in production: rules go into the sheet, not into the document. */
async function insertRules(count: number) {
  const { sheet } = document.head.appendChild(document.createElement('style'))
  const boxes = document.querySelectorAll('.box')
  for (let i = 0; i < count; i++) {
    const rule = `.css-${(i * 48_271).toString(36)} { padding: ${i % 40}px; color: hsl(${i % 360} 60% 40%); border-radius: ${i % 12}px }`
    sheet?.insertRule(rule, i)
    boxes[i % boxes.length]?.classList.replace(`at-${i - boxes.length}`, `at-${i}`)
    if (i % 100 === 99) await new Promise(requestAnimationFrame)
  }
}

export const cssRules: Workload = {
  name: 'w5',
  title: '5,000 CSS rules inserted',
  html: documentOf(
    'Styles',
    times(200, (i) => `<div class="box at-${i - 200}">Box ${i}</div>`),
  ),
  drive: ({ page, scale }) => page.evaluate(insertRules, 5_000 * scale),
}
