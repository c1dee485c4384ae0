import { adminCss } from '../pages/admin-css.ts'
import { icon } from '../pages/icons.ts'
import { documentOf, times, type Workload } from './workload.ts'

const regions = ['North', 'Coast', 'Valley', 'Harbour', 'Upland', 'Old Town']

const stat = (i: number) =>
  `<div class="col-12 md-col-6 xl-col-3 p-2"><div class="card stat"><div class="card-header">${icon(i)}<span class="text-muted">Figure ${i}</span></div>
  <div class="card-body"><strong class="value">${1_000 + i * 37}</strong><svg class="spark" viewBox="0 0 100 30"><polyline points="${times(20, (x) => `${x * 5},${(x * 7 + i * 3) % 30} `)}" fill="none" stroke="currentcolor"/></svg></div>
  <div class="card-footer"><span class="badge-success">+${i}.4 %</span></div></div></div>`

const order = (i: number) =>
  `<tr class="${i % 2 ? 'odd' : 'even'}"><td><input type="checkbox" aria-label="Order ${i}"></td><td>#${10_000 + i}</td><td>${regions[i % 6]}</td><td>Customer ${(i * 613) % 991}</td>
  <td data-sort="${(i * 7_919) % 1_000}">${((i * 7_919) % 1_000) + 0.5} €</td><td><span class="badge-${['info', 'warning', 'success'][i % 3]}">${['open', 'packed', 'sent'][i % 3]}</span></td>
  <td><button class="button-outline-primary mini-menu" type="button">${icon(i)}</button></td></tr>`

const body = `<div class="shell flex"><aside class="sidebar column p-3"><nav class="menu column">${times(24, (i) => `<a class="menu-body flex p-2" href="#section-${i}">${icon(i)}<span>Section ${i}</span></a>`)}</nav></aside>
<main class="grow p-4"><header class="topbar between"><h1>Overview</h1><div class="tabs">${times(5, (i) => `<button class="tabs-body" role="tab" type="button">Tab ${i}</button>`)}</div></header>
<div class="flex wrap">${times(8, stat)}</div>
<div class="card"><div class="card-header"><h2>Orders</h2></div><div class="card-body"><table class="table table-neutral"><thead><tr>${times(7, (i) => `<th scope="col">Column ${i}</th>`)}</tr></thead><tbody>${times(150, order)}</tbody></table></div></div>
<section class="feed panel column"></section></main></div>`

/** Three seconds at a dashboard: figures tick, a chart moves, a table is sorted, a dialog and notices come and go. */
async function use(steps: number) {
  const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
  const feed = document.querySelector('.feed') as HTMLElement
  const table = document.querySelector('tbody') as HTMLElement
  const keyOf = (row: Element) => Number(row.querySelector<HTMLElement>('[data-sort]')?.dataset['sort'])
  for (let step = 0; step < steps; step++) {
    all('.value').forEach((value, i) => (value.textContent = `${1_000 + ((step * 97 + i * 31) % 800)}`))
    all('.spark polyline').forEach((line, i) =>
      line.setAttribute(
        'points',
        Array.from({ length: 20 }, (_, x) => `${x * 5},${(x * 7 + i * 3 + step * 5) % 30}`).join(' '),
      ),
    )
    const notice = document.createElement('div')
    notice.className = 'toast alert-info'
    notice.innerHTML = `<div class="toast-body">Order ${step} was changed</div><button class="button-outline-info">Open</button>`
    feed.prepend(notice)
    if (feed.childElementCount > 8) feed.lastElementChild?.remove()
    all('.tabs-body').forEach((tab, i) => tab.setAttribute('aria-selected', String(i === step % 5)))
    document.querySelector('.sidebar')?.classList.toggle('is-active', step % 4 < 2)
    if (step % 10 === 5)
      table.append(...[...table.children].toSorted((a, b) => (keyOf(a) - keyOf(b)) * (step % 20 ? 1 : -1)))
    if (step % 10 === 2)
      document.body.insertAdjacentHTML(
        'beforeend',
        '<dialog open class="modal"><form class="form"><input value="42"><button>Save</button></form></dialog>',
      )
    if (step % 10 === 8) document.querySelector('dialog')?.remove()
    await new Promise((done) => setTimeout(done, 100))
  }
}

export const adminDashboard: Workload = {
  name: 'w6a',
  title: 'an admin dashboard with 350 KB of linked CSS, in use',
  html: documentOf('Overview', body, '<link rel="stylesheet" href="/admin.css">'),
  files: { '/admin.css': adminCss() },
  drive: ({ page, scale }) => page.evaluate(use, Math.ceil(30 * scale)),
}
