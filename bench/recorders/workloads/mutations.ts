import { documentOf, times, type Workload } from './workload.ts'

const cells = 600
/** Ten seconds of them; on a busy machine they take longer, and are as many. */
const ticks = 625

/** Each 16 ms 200 changes: 80 texts, 50 classes, 30 styles, 20 nodes that come and 20 that go. */
async function mutate(ticks: number) {
  const all = [...document.querySelectorAll<HTMLElement>('.cell')]
  const list = document.querySelector('ol') as HTMLOListElement
  let tick = 0
  const change = () => {
    for (let i = 0; i < 160; i++) {
      const cell = all[(tick * 37 + i * 11) % all.length]
      if (!cell) continue
      if (i < 80) cell.textContent = `${(tick * 31 + i * 17) % 9973}`
      else if (i < 130) cell.className = `cell tone-${(tick + i) % 9}`
      else cell.style.opacity = `${0.5 + ((tick + i) % 50) / 100}`
    }
    for (let i = 0; i < 20; i++) {
      const item = document.createElement('li')
      item.textContent = `entry ${tick}-${i}`
      list.append(item)
      list.firstElementChild?.remove()
    }
    tick++
  }
  await new Promise<void>((done) => {
    const timer = setInterval(() => {
      change()
      if (tick < ticks) return
      clearInterval(timer)
      done()
    }, 16)
  })
}

export const mutations: Workload = {
  name: 'w2',
  title: '200 mutations every 16 ms, 625 times (10 s)',
  html: documentOf(
    'Prices',
    `<div class="grid">${times(cells, (i) => `<span class="cell tone-${i % 9}">${i}</span>`)}</div>
    <ol>${times(60, (i) => `<li>waiting ${i}</li>`)}</ol>`,
    `<style>.grid { display: grid; grid-template-columns: repeat(30, 40px); font: 11px monospace }
    .cell { height: 18px; overflow: hidden } ${times(9, (i) => `.tone-${i} { color: hsl(${i * 40} 70% 40%) }`)}</style>`,
  ),
  drive: ({ page, scale }) => page.evaluate(mutate, Math.round(ticks * scale)),
}
