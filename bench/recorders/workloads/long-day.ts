import { documentOf, type Hands, type Workload } from './workload.ts'

/** A minute of work each: 8 hours. */
const minutes = 480
const warmUp = 48

/** A minute at work in a single-page application: to another view, through a list, some words into a form. */
async function work({ from, to }: { from: number; to: number }) {
  const main = document.querySelector('main') as HTMLElement
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
  const card = (minute: number, i: number) =>
    `<article class="card"><header><h3>Case ${minute}-${i}</h3><time>${minute % 60} min</time></header>
    <p>Customer ${(minute * 31 + i) % 997} waits for an answer.</p><button type="button">Open</button></article>`
  for (let minute = from; minute < to; minute++) {
    history.pushState({}, '', `#/view-${minute % 12}/${minute}`)
    document.title = `View ${minute % 12}`
    main.innerHTML = `<form><input name="search"><textarea></textarea></form>
      <section>${Array.from({ length: 40 }, (_, i) => card(minute, i)).join('')}</section><ul></ul>`
    await painted()
    const field = main.querySelector('textarea') as HTMLTextAreaElement
    for (let letter = 0; letter < 20; letter++) {
      field.value += String.fromCharCode(97 + ((minute + letter) % 26))
      field.dispatchEvent(new Event('input', { bubbles: true }))
    }
    const list = main.querySelector('ul') as HTMLUListElement
    for (let i = 0; i < 50; i++)
      list.append(Object.assign(document.createElement('li'), { textContent: `row ${minute}-${i}` }))
    await painted()
    for (let i = 0; i < 25; i++) list.firstElementChild?.remove()
    main.querySelectorAll('.card').forEach((one, i) => one.classList.toggle('seen', (i + minute) % 3 === 0))
    scrollTo(0, (minute * 97) % 1_000)
    await painted()
  }
  history.replaceState({}, '', '#/end')
}

async function day({ page, scale, mark }: Hands) {
  const end = warmUp + Math.round((minutes - warmUp) * scale)
  const middle = (warmUp + end) >> 1
  await page.evaluate(work, { from: 0, to: warmUp })
  await mark('start')
  await page.evaluate(work, { from: warmUp, to: middle })
  await mark('middle')
  await page.evaluate(work, { from: middle, to: end })
  await mark('end')
}

export const longDay: Workload = {
  name: 'day',
  title: '8 hours of use: 480 minutes of navigating, typing and list churn, without the pauses; ours keeps 1 s of it',
  once: true,
  html: documentOf(
    'Desk',
    '<nav><a href="#">Home</a></nav><main></main>',
    '<style>.card { border: 1px solid #ccc; padding: 8px; margin: 4px } .seen { opacity: .6 }</style>',
  ),
  drive: day,
  bufferSeconds: 1,
}
