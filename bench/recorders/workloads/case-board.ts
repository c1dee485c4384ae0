import { adminCss } from '../pages/admin-css.ts'
import { icon } from '../pages/icons.ts'
import { documentOf, times, type Workload } from './workload.ts'

const lanes = ['New', 'Triage', 'In progress', 'Waiting', 'Review', 'Done']

const ticket = (lane: number, i: number) =>
  `<article class="ticket card" data-case="${lane}-${i}"><div class="ticket-header">${icon(i)}<b>Case ${lane * 40 + i}</b><span class="badge-${['info', 'danger', 'muted'][i % 3]}">P${i % 3}</span></div>
  <div class="ticket-body"><p>The ${['invoice', 'parcel', 'login', 'refund'][i % 4]} of customer ${(lane * 311 + i * 17) % 900} needs a look.</p>
  <div class="avatar">${times(3, (a) => `<svg class="icon" viewBox="0 0 24 24"><circle cx="12" cy="12" r="10" fill="hsl(${(i + a) * 50} 60% 80%)"/><text x="12" y="16" text-anchor="middle">${String.fromCharCode(65 + ((i + a) % 26))}</text></svg>`)}</div></div></article>`

const body = `<div class="shell column"><header class="topbar between p-3"><h1>Cases</h1><div class="filter flex"><input id="filter" placeholder="Filter"><select><option>Mine</option><option>All</option></select>${icon(7)}</div></header>
<div class="board flex">${lanes.map((name, lane) => `<section class="lane column p-2"><h2 class="lane-header">${name}</h2><div class="lane-body">${times(35, (i) => ticket(lane, i))}</div></section>`).join('')}</div><aside class="drawer panel"></aside></div>`

/** Three seconds at a board: cards move and are filtered, one opens beside them, its history unfolds. */
async function use(steps: number) {
  const bodies = [...document.querySelectorAll<HTMLElement>('.lane-body')]
  const drawer = document.querySelector('.drawer') as HTMLElement
  const filter = document.querySelector('#filter') as HTMLInputElement
  for (let step = 0; step < steps; step++) {
    const [from, to] = [bodies[step % 6], bodies[(step + 1) % 6]]
    const card = from?.children[step % 7]
    if (card) to?.prepend(card)
    filter.value = 'parcel'.slice(0, step % 7)
    filter.dispatchEvent(new Event('input', { bubbles: true }))
    document
      .querySelectorAll<HTMLElement>('.ticket')
      .forEach((one, i) => (one.hidden = step % 6 > 2 && i % 4 === step % 4))
    if (step % 3 === 0) {
      drawer.innerHTML = `<div class="panel-header"><h2>${card?.querySelector('b')?.textContent}</h2></div><ol class="timeline">${Array.from(
        { length: 20 },
        (_, i) => `<li class="timeline-body"><time>${i} min ago</time> note ${step}-${i}</li>`,
      ).join('')}</ol><textarea>Draft ${step}</textarea>`
    }
    drawer.style.setProperty('inline-size', `${280 + (step % 5) * 20}px`)
    await new Promise((done) => setTimeout(done, 100))
  }
}

export const caseBoard: Workload = {
  name: 'w6b',
  title: 'a case board with 350 KB of inline CSS, in use',
  html: documentOf('Cases', body, `<style>${adminCss()}</style>`),
  drive: ({ page, scale }) => page.evaluate(use, Math.ceil(30 * scale)),
}
