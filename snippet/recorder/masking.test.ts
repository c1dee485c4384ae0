import { MASK, type MaskingPolicy } from '@vitrine/masking'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from '../testing/browser.ts'
import { bundleDriver, openRecorded } from './testing/recorded-page.ts'

const balanced = { mode: 'balanced' } as const
const strict = { mode: 'strict' } as const
const open = { mode: 'open' } as const

describe.skipIf(!chromiumPath)('what leaves the recorder', () => {
  let browser: Browser
  let script: string

  beforeAll(async () => {
    ;[browser, script] = await Promise.all([launch(), bundleDriver()])
  }, 60_000)
  afterAll(() => browser?.close())

  /** Everything recorded of a page under these rules, as JSON; `run` changes the page meanwhile. */
  const recorded = async (policy: Partial<MaskingPolicy>, body: string, run = '') => {
    const page = await openRecorded(browser, script, `<!doctype html><body>${body}</body>`)
    try {
      await page.record(policy)
      const wait = 'const settled = () => driver.events()'
      await page.evaluate(
        `(async () => { const $ = (s) => document.querySelector(s); ${wait}; await settled(); ${run} })()`,
      )
      const all = await page.events()
      expect(page.problems).toEqual([])
      const counts = await page.evaluate(() => globalThis.driver.recording().counts())
      const events = all.map(({ event }) => event)
      return { events, json: JSON.stringify(events), counts }
    } finally {
      await page.close()
    }
  }
  const type = (selector: string, ...values: string[]) =>
    values
      .map(
        (value) =>
          `$('${selector}').value = '${value}'; $('${selector}').dispatchEvent(new Event('input', { bubbles: true })); await settled();`,
      )
      .join('')
  const inputs = (events: { type: number; data?: unknown }[]) =>
    events.flatMap(({ data }) => {
      const { source, text } = data as { source?: number; text?: string }
      return source === 5 ? [text] : []
    })

  test('typed values: hidden in strict and balanced, shown in open; the number of keystrokes stays unknown', async () => {
    const field = '<input value=Anna>'
    for (const policy of [balanced, strict]) {
      const { json, events } = await recorded(policy, field, type('input', 'B', 'Be', 'Ber', '', 'Berta'))
      expect(json).not.toMatch(/Anna|Be/)
      expect(inputs(events)).toEqual([MASK, '', MASK])
    }
    expect((await recorded(open, field, type('input', 'Berta'))).json).toMatch(/Anna.*Berta/)
  })

  test.each([
    '<input type=password>',
    '<input autocomplete="one-time-code">',
    '<input name="card-number">',
    '<input placeholder="CVC">',
    '<label for=x>IBAN</label><input id=x>',
    '<select name=ssn><option value=leak>a</option></select>',
    '<textarea name=secret></textarea>',
  ])('%s never shows its value', async (html) => {
    const run = `const f = $('input,select,textarea'); f.value = 'leak'; f.dispatchEvent(new Event('change', { bubbles: true }))
      f.setAttribute('type', 'text'); f.removeAttribute('autocomplete'); f.removeAttribute('name'); f.removeAttribute('placeholder')
      await settled(); f.value = 'leak2'; f.setAttribute('value', 'leak3')`
    const { json, events } = await recorded(open, html, run)
    expect(json).not.toMatch(/leak[23]/)
    expect(inputs(events).filter((text) => text && text !== MASK)).toEqual([])
  })

  test('choices are hidden in strict, and in balanced where they answer a question', async () => {
    const html = '<input type=checkbox checked><select><option>one</option><option selected>two</option></select>'
    expect((await recorded(strict, html)).json).not.toMatch(/"checked"|"selected"/)
    const { json } = await recorded(balanced, html)
    expect(json).toContain('"checked":true')
    expect(json).not.toContain('"selected"')
    expect((await recorded(open, html)).json).toContain('"selected":true')
  })

  test('a button is text, what is editable is an input', async () => {
    const html = '<input type=submit value="Send it"><p contenteditable>my words</p>'
    const { json } = await recorded(balanced, html, `$('p').firstChild.data = 'my other words'`)
    expect(json).toContain('Send it')
    expect(json).not.toContain('words')
  })

  test('block leaves an empty box, also for what comes later; the most protective rule wins', async () => {
    const html = `<div data-vitrine=block style="width:30px" title=leak1>leak2<b>leak3</b></div>
      <div class=m>leak4<i class=u>leak5</i></div><div class=u>s@shown.test<i data-vitrine=mask>leak6</i></div>`
    const rules = { ...balanced, mask: ['.m'], unmask: ['.u'] }
    const run = `$('[data-vitrine=block]').append('leak7'); $('[data-vitrine=block] b').textContent = 'leak8'
      $('.m').append(Object.assign(document.createElement('p'), { textContent: 'leak9', title: 'leak10' }))`
    const { json, counts } = await recorded(rules, html, run)
    expect(json).not.toContain('leak')
    expect(json).toContain('"rr_width":"30px"')
    expect(json).toContain('s@shown.test')
    expect(counts.block).toBe(1)
  })

  test('a rule that comes later holds from then on, in the same task too', async () => {
    const html = '<section><p id=a>first</p></section><div id=b>public words</div><main id=c></main>'
    const run = `$('section').className = 'private'; $('#a').firstChild.data = 'leak1'
      await settled(); $('section').append('leak2')
      $('#b').dataset.vitrine = 'mask'; $('#b').append('leak3')
      await settled(); $('#b').firstChild.data = 'leak4'; $('#b').title = 'leak5'`
    for (const block of [['.private'], ['.private p'], ['body > .private']]) {
      const { json } = await recorded({ ...open, block, mask: ['.private'] }, html, run)
      expect(json).not.toContain('leak')
    }
    const back = await recorded(
      { ...open, block: ['.private'] },
      '<p class=private>shown later</p>',
      `$('p').className = ''`,
    )
    expect(back.json).toContain('shown later')
  })

  test('what is unmasked by its surroundings is masked when they change', async () => {
    const rules = { ...balanced, unmask: ['.public p'] }
    const run = `$('div').className = ''; $('p').firstChild.data = 'leak@leak.test'; $('p').title = 'to@leak.test'`
    const { json } = await recorded(rules, '<div class=public><p>shown@shown.test</p></div>', run)
    expect(json).toContain('shown@shown.test')
    expect(json).not.toContain('leak.test')
  })

  test('ignore records no interactions', async () => {
    const html = '<div class=quiet><input id=i><button>b</button></div><button id=heard>h</button>'
    const run = `$('.quiet button').click(); $('#i').value = 'leak'; $('#i').dispatchEvent(new Event('input', { bubbles: true })); $('#heard').click()`
    const { events } = await recorded({ ...open, ignore: ['.quiet'] }, html, run)
    const sources = events.map(({ data }) => (data as { source?: number }).source)
    expect(sources.filter((source) => source === 2)).toHaveLength(1)
    expect(inputs(events)).toEqual([])
  })

  test('ignore holds from the moment on in which a rule about the surroundings applies', async () => {
    const html = '<div id=form><input id=i></div>'
    const run = `$('#form').className = 'quiet'; await settled(); ${type('#i', 'leak')}`
    const { events } = await recorded({ ...open, ignore: ['.quiet input'] }, html, run)
    expect(inputs(events)).toEqual([])
  })

  test('what is written into a document that can be written in as a whole is typed', async () => {
    const run = `document.designMode = 'on'; $('p').firstChild.data = 'leak one'; await settled(); $('p').append('leak two')`
    const { json } = await recorded(balanced, '<p>a word of the page</p>', run)
    expect(json).toContain('a word of the page')
    expect(json).not.toContain('leak')
  })

  test('texts are judged by what they stand in', async () => {
    const html = `<style>p::after { content: "leak1@leak.test" }</style><noscript>leak2</noscript><script>'leak3'</script>
      <!-- leak4 --><textarea>leak5</textarea><iframe srcdoc="<p title='leak6@leak.test'>seen</p><input value=leak7>"></iframe>
      <p onclick="leak8()" data-owner="leak9 ten" nonce=leak10>seen too</p><template><p>leak11</p></template><svg><text>leak12@leak.test</text></svg>`
    const { json } = await recorded(
      balanced,
      html,
      `await new Promise((done) => setTimeout(done, 100)); $('style').textContent = 'i::after { content: "leak13@leak.test" }'
      document.styleSheets[0].insertRule('b::after { content: "leak14@leak.test" }')
      const made = new CSSStyleSheet(); made.replaceSync('u::after { content: "leak15@leak.test" }'); document.adoptedStyleSheets = [made]
      made.insertRule('u::before { content: "leak16@leak.test" }')`,
    )
    expect(json).not.toContain('leak')
    expect(json).toContain('seen too')
    expect(json).toContain('u::after')
  })

  test('selections only where offsets mean something', async () => {
    const select = `getSelection().selectAllChildren($('p')); await new Promise((done) => setTimeout(done, 400))`
    const ranges = ({ events }: Awaited<ReturnType<typeof recorded>>) =>
      events.flatMap(({ data }) => (data as { ranges?: object[] }).ranges ?? [])
    const inText = `getSelection().setBaseAndExtent($('p').firstChild, 0, $('p').firstChild, 2); await new Promise((done) => setTimeout(done, 400))`
    expect(ranges(await recorded(open, '<p>words</p>', select))).toHaveLength(1)
    expect(ranges(await recorded(strict, '<p>words</p>', select))).toHaveLength(0)
    expect(ranges(await recorded(balanced, '<p>a@b.test</p>', inText))).toHaveLength(0)
  })

  test('nothing is shown of what cannot be masked', async () => {
    const sabotage = `const { replace } = String.prototype
      String.prototype.replace = function (...args) { if (String(this).includes('leak')) throw new Error('no'); return replace.apply(this, args) }`
    const { json } = await recorded(
      balanced,
      '<p>seen</p>',
      `${sabotage}; document.body.append('leak 1@x.test', document.createElement('hr'))
      await settled(); document.body.title = 'leak 2@x.test'; $('p').firstChild.data = 'leak 3@x.test'`,
    )
    expect(json).not.toContain('leak')
    expect(json).toContain('"hr"')
  })

  test('canvases are pictured where that is asked for, and nothing is masked', async () => {
    const html =
      '<canvas id=a width=40 height=20></canvas><div data-vitrine=mask><canvas id=b width=40 height=20></canvas></div>'
    const page = await openRecorded(browser, script, `<!doctype html><body>${html}</body>`)
    const pictures = async () =>
      (await page.events()).flatMap(({ event }) => {
        const { attributes = [] } = event.data as { attributes?: { id: number; attributes: { rr_dataURL?: string } }[] }
        return attributes.flatMap(({ id, attributes: { rr_dataURL } }) => (rr_dataURL ? [{ id, rr_dataURL }] : []))
      })
    await page.evaluate(() => globalThis.driver.record({ mode: 'balanced' }, true))
    await page.evaluate(
      `for (const c of document.querySelectorAll('canvas')) { const x = c.getContext('2d'); x.fillStyle = 'red'; x.fillRect(0, 0, 40, 20) }`,
    )
    await expect.poll(async () => (await pictures()).length, { timeout: 20_000 }).toBe(1)
    const [first] = await pictures()
    expect(first?.rr_dataURL).toMatch(/^data:image\/(?:webp|png);base64,/)
    const id = await page.evaluate(() => globalThis.driver.recording().idOf(document.querySelector('#a') as Element))
    expect(first?.id).toBe(id)
    await page.evaluate(`document.querySelector('#a').getContext('2d').clearRect(0, 0, 40, 20)`)
    await expect.poll(async () => (await pictures()).length, { timeout: 20_000 }).toBe(2)
    await page.close()
  })

  test('a very deep page is no problem', async () => {
    const { json } = await recorded(
      open,
      '<main></main>',
      `let at = $('main'); for (let i = 0; i < 1000; i++) at = at.appendChild(document.createElement('div'))
      at.append('bottom')`,
    )
    expect(json).toContain('bottom')
  })
})
