import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from '../testing/browser.ts'
import { describeRecording } from './testing/describe-recording.ts'
import { bundleDriver, openRecorded } from './testing/recorded-page.ts'

const page = (body: string, head = '') =>
  `<!doctype html><html lang="en"><head>${head}</head><body>${body}</body></html>`

describe.skipIf(!chromiumPath)('the recorded page', () => {
  let browser: Browser
  let script: string

  beforeAll(async () => {
    ;[browser, script] = await Promise.all([launch(), bundleDriver()])
  }, 60_000)
  afterAll(() => browser?.close())

  const compare = async (html: string, run = '') => {
    const opened = await openRecorded(browser, script, html)
    try {
      await opened.record()
      await opened.evaluate(`(async () => { const turn = () => new Promise((done) => setTimeout(done)); ${run} })()`)
      const events = (await opened.events()).map(({ event }) => event)
      expect(describeRecording(events)).toEqual(await opened.describe())
      expect(opened.problems).toEqual([])
      return events
    } finally {
      await opened.close()
    }
  }

  test('is the page: elements, texts, comments, styles, drawings', async () => {
    await compare(
      page(
        `<main class="a b"><!-- note --><p>one <b>two</b> three</p><svg viewBox="0 0 9 9"><circle cx="1" cy="2" r="3"/></svg>
        <table><tr><td>1<td>2</table><form><input name="attributes"><input name="parentNode"><input name="firstChild">in form</form></main>`,
        '<style>.a { color: red } @media print { .b { top: 1px } }</style><title>Title</title>',
      ),
    )
  })

  test('with shadow roots and frames, also those that come later', async () => {
    await compare(
      page(
        '<div id=host><template shadowrootmode=open><p>shadow <slot></slot></p></template>light</div><iframe srcdoc="<p>frame <b>one</b></p>"></iframe><section id=late></section>',
      ),
      `late.attachShadow({ mode: 'open' }).innerHTML = '<em>late</em>'
       const frame = document.body.appendChild(document.createElement('iframe'))
       frame.contentDocument.body.innerHTML = '<p>made <span>by script</span></p>'
       await new Promise((done) => setTimeout(done, 100))
       frame.contentDocument.querySelector('span').textContent = 'changed'
       host.shadowRoot.querySelector('p').append('more')
       document.body.append(host)`,
    )
  })

  test('after rows are moved, replaced, taken out and put back', async () => {
    await compare(
      page('<ul id=list></ul><div id=aside></div>'),
      `for (let i = 0; i < 200; i++) list.append(Object.assign(document.createElement('li'), { textContent: i }))
       await new Promise((done) => setTimeout(done, 100))
       list.append(...[...list.children].reverse())
       await new Promise((done) => setTimeout(done, 100))
       const some = [...list.children].slice(3, 30)
       aside.append(...some)
       await turn()
       list.prepend(some[4]); some[5].remove(); some[6].replaceWith('text', some[7])
       await new Promise((done) => setTimeout(done, 100))
       list.insertBefore(some[5], list.children[7])
       aside.innerHTML = ''`,
    )
  })
})
