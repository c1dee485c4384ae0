import { documentOf, type Hands, times, type Workload } from './workload.ts'

const text = 'The kettle I ordered last week arrived with a dent, and its lid does not close. '

/** With the browser's own keyboard, mouse and wheel. */
async function typeAndScroll({ page, scale }: Hands) {
  const rounds = Math.ceil(3 * scale)
  for (let round = 0; round < rounds; round++) {
    await page.locator('#subject').click()
    await page.keyboard.type(text.slice(0, 24), { delay: 8 })
    await page.locator('#message').click()
    await page.keyboard.type(text, { delay: 8 })
    await page.mouse.move(900, 100)
    await page.mouse.move(300 + round * 40, 500, { steps: 30 })
    for (let turn = 0; turn < 20; turn++) await page.mouse.wheel(0, turn < 14 ? 240 : -240)
    await page.evaluate(() => scrollTo(0, 0))
  }
}

export const typing: Workload = {
  name: 'w4',
  title: 'typing, pointing and scrolling',
  html: documentOf(
    'Contact',
    `<form><label>Subject <input id="subject"></label><label>Message <textarea id="message" rows="6" cols="60"></textarea></label>
    <select><option>Orders</option><option>Returns</option></select></form>
    ${times(300, (i) => `<section><h2>Question ${i}</h2><p>An answer of some length, which says where parcel ${i} is.</p></section>`)}
    <script>const count = document.createElement('output'); document.forms[0].append(count)
    document.querySelector('#message').addEventListener('input', (event) => { count.textContent = event.target.value.length + ' characters' })</script>`,
    '<style>label { display: block; margin: 8px } section { padding: 12px; border-bottom: 1px solid #ddd }</style>',
  ),
  drive: typeAndScroll,
}
