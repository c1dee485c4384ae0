import type { Policy } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import type { RecordedEvent } from './testing/receiver.ts'
import { openSite, type Site } from './testing/site.ts'

const [meta, full, incremental] = [4, 2, 3]
const masking = (rules: Partial<Policy['masking']>): Partial<Policy> => ({
  masking: { mode: 'balanced', block: [], mask: [], unmask: [], ignore: [], ...rules },
})
const open = masking({ mode: 'open' })

describe.skipIf(!chromiumPath)('what is recorded', () => {
  let browser: Browser
  let site: Site
  let page: Page

  beforeAll(async () => {
    ;[browser, site] = await Promise.all([launch(), openSite()])
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  beforeEach(async () => {
    site.reset()
    page = await browser.newPage()
    return () => page.close()
  })

  const inPage = <T>(script: string): Promise<T> => page.evaluate(`(async () => { ${script} })()`)
  const visit = async (policy: Partial<Policy>, body: string, script = '') => {
    site.policy(policy)
    // What the page says to the worker, so that main-thread snapshots can be counted.
    const spy = `const post = Worker.prototype.postMessage; window.posted = []
      Worker.prototype.postMessage = function (message, ...more) { window.posted.push(message); return post.call(this, message, ...more) }`
    const url = site.page('/', `<script>${spy};${script}</script>${body}${site.tag()}`)
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
  }
  /** Sends a report and answers with all its events. */
  const report = async (): Promise<RecordedEvent[]> => {
    await page.evaluate(() => window.Vitrine?.report({ description: 'x' }))
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Your report has been sent').waitFor()
    const chunks = site.received.at(-1)?.chunks ?? new Map<number, RecordedEvent[]>()
    return [...chunks].toSorted(([a], [b]) => a - b).flatMap(([, events]) => events)
  }
  const textOf = async () => JSON.stringify(await report())

  test('the last seconds, from one snapshot', async () => {
    await visit({ recordingSeconds: 1 }, '<p id=p>start</p>')
    await inPage(`
      document.querySelector('#p').textContent = 'first change'
      const begun = Date.now()
      let n = 0
      while (Date.now() - begun < 2500) {
        document.body.append(Object.assign(document.createElement('i'), { textContent: 'tick ' + n++ }))
        await new Promise((done) => setTimeout(done, 50))
      }`)
    const asked = Date.now()
    const events = await report()
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual([meta, full])
    expect(JSON.stringify(events[1])).toContain('first change')
    expect(JSON.stringify(events[1])).toContain('tick 3')
    const changes = events.filter(({ type }) => type === incremental)
    expect(changes.length).toBeGreaterThan(1)
    for (const { timestamp } of events) expect(timestamp).toBeGreaterThan(asked - 1_500)
    const posted = await inPage<number[]>(
      `return window.posted.flatMap((m) => m.events ?? []).map((e) => JSON.parse(e.json).type)`,
    )
    expect(posted.filter((type) => type === full)).toHaveLength(1)
    const { recording } = site.received[0]?.report ?? {}
    expect((recording?.endedAt ?? 0) - (recording?.startedAt ?? 0)).toBeLessThan(1_600)
  })

  test('on the page’s own thread where there can be no worker', async () => {
    await visit(
      { recordingSeconds: 1 },
      '<p id=p>start</p>',
      'window.Worker = class { constructor() { throw new Error("no") } }',
    )
    await inPage(`document.querySelector('#p').textContent = 'changed'`)
    const events = await report()
    expect(events.slice(0, 2).map(({ type }) => type)).toEqual([meta, full])
    expect(JSON.stringify(events)).toContain('changed')
  })

  test('in chunks of whole events that stay small', async () => {
    const noise = `Array.from({ length: 30 }, () => Array.from({ length: 2500 }, () => Math.random().toString(36).slice(2)).join(' '))`
    await visit(open, '<main></main>')
    await inPage(`for (const text of ${noise}) {
      document.querySelector('main').append(Object.assign(document.createElement('p'), { textContent: text }))
      await new Promise((done) => setTimeout(done)) }`)
    await report()
    const [one] = site.received
    expect(one?.packedBytes.length).toBeGreaterThan(2)
    expect(one?.report.recording.chunks).toBe(one?.packedBytes.length)
    for (const bytes of one?.packedBytes ?? []) expect(bytes).toBeLessThan(300_000)
  })

  const planted = `
    <title>Account of t1@secret.test</title><meta name=description content="m1@secret.test">
    <p title="a1@secret.test" data-mail="a2@secret.test" aria-label="a3@secret.test">x1@secret.test, canary</p><!-- c1@secret.test -->
    <a href="/reset?token=Zx81secretTOKENvalue9999&mail=u1@secret.test">canary link</a><img alt="i1@secret.test" src="/i.png?sig=Qw81secretSIGvalue99999">
    <input value="v1@secret.test"><input type=hidden value="h1secret"><textarea>ta1@secret.test</textarea>
    <select><option selected>o1@secret.test</option></select><style>p::after { content: "s1@secret.test" }</style>
    <iframe srcdoc="<p>f1@secret.test frame canary</p><input value='fv1secret'>"></iframe><div id=host></div>
    <input type=password value="pw1secret"><input name=card-number value="4111 1111 1111 1111">`
  const later = `
    const root = document.querySelector('#host').attachShadow({ mode: 'open' })
    root.innerHTML = '<p>sh1@secret.test shadow canary</p><input value="shv1secret">'
    await new Promise((done) => setTimeout(done, 50))
    root.querySelector('p').textContent = 'sh2@secret.test shadow changed'
    const frame = document.querySelector('iframe').contentDocument
    frame.querySelector('p').textContent = 'f2@secret.test frame changed'
    const added = document.createElement('section')
    added.innerHTML = '<p title="n1@secret.test">n2@secret.test added canary</p><input value="nv1secret">'
    document.body.append(added)
    document.querySelector('p').setAttribute('title', 'a4@secret.test')
    document.title = 't2@secret.test'
    const field = document.querySelector('input'); field.value = 'v2secret'; field.dispatchEvent(new Event('input', { bubbles: true }))
    await new Promise((done) => setTimeout(done, 100))`

  test('no personal data in the default mode, in any place it can hide', async () => {
    await visit({}, planted)
    await inPage(later)
    const text = await textOf()
    expect(text.match(/\w+@secret|\w+secret|Zx81\w+|Qw81\w+|4111/g)).toBeNull()
    for (const seen of ['canary', 'frame canary', 'frame changed', 'shadow canary', 'shadow changed', 'added canary']) {
      expect(text).toContain(seen)
    }
  })

  test('nothing readable in strict mode', async () => {
    await visit(masking({ mode: 'strict' }), planted)
    await inPage(later)
    expect((await textOf()).match(/secret|canary|changed|4111/g)).toBeNull()
  })

  test('all but credentials in open mode', async () => {
    await visit(open, planted)
    await inPage(later)
    const text = await textOf()
    expect(text.match(/pw1secret|Zx81\w+|4111/g)).toBeNull()
    for (const seen of ['x1@secret.test', 'v1@secret.test', 'v2secret', 'f2@secret.test', 'sh2@secret.test']) {
      expect(text).toContain(seen)
    }
  })

  test('never a password, also when it is shown in the same task', async () => {
    const show = `f.type = 'text'; f.value = secret; f.dispatchEvent(new Event('input', { bubbles: true, composed: true }))
      f.dispatchEvent(new Event('change', { bubbles: true, composed: true }))`
    await visit(
      open,
      '<form><input id=a type=password><input id=b type=password></form><div id=host></div><input id=c value=canary><input id=d>',
    )
    await inPage(`
      const type = (f, secret) => { ${show} }
      const a = document.querySelector('#a'); type(a, 'leak-one'); a.type = 'password'
      type(document.querySelector('#b'), 'leak-two')
      const fresh = Object.assign(document.createElement('input'), { type: 'password' })
      document.body.append(fresh); type(fresh, 'leak-three')
      const root = document.querySelector('#host').attachShadow({ mode: 'open' })
      root.innerHTML = '<input type=password>'
      await new Promise((done) => setTimeout(done, 50))
      type(root.querySelector('input'), 'leak-four')
      const b = document.querySelector('#b'); b.removeAttribute('type'); b.setAttribute('value', 'leak-five')
      const other = Object.assign(document.createElement('input'), { type: 'text', name: 'password' }); other.value = 'leak-six'
      document.body.append(other)
      const brief = document.querySelector('#d'); brief.type = 'password'; type(brief, 'leak-seven')
      const late = Object.assign(document.createElement('input'), { type: 'password' })
      document.body.append(late)
      await new Promise((done) => setTimeout(done, 50))
      type(late, 'leak-eight')
      await new Promise((done) => setTimeout(done, 100))`)
    const text = await textOf()
    expect(text.match(/leak-\w+/g)).toBeNull()
    expect(text).toContain('canary')
  })

  test('never a password that was shown before the recorder came', async () => {
    const early = `addEventListener('DOMContentLoaded', () => {
      const field = document.querySelector('#early')
      field.focus()
      const wait = setInterval(() => { if (!window.Vitrine) return
        clearInterval(wait); field.value = 'leak-early'; field.type = 'text' }, 1) })`
    await visit(open, '<input id=early type=password><p>canary</p>', early)
    expect(await inPage(`return document.querySelector('#early').type`)).toBe('text')
    const text = await textOf()
    expect(text).toContain('canary')
    expect(text).not.toContain('leak-early')
  })

  test('what selectors and attributes allow', async () => {
    const rules = masking({
      mode: 'balanced',
      block: ['.vault'],
      mask: ['.quiet'],
      unmask: ['.public'],
      ignore: ['.private'],
    })
    await visit(
      rules,
      `<div class=vault style="width:90px;height:40px">blocked one<b>deep</b></div><div data-vitrine=block>blocked two</div>
       <p class=quiet>masked one</p><p data-vitrine=mask>masked two</p><p class=public>shown one: s@shown.test <b class=quiet>masked three</b></p>
       <input class=public value="typed shown"><input class=public type=password value="leak-pw"><input value="masked four">
       <button class=private>ignored one</button><div data-vitrine=block id=host></div>`,
    )
    await inPage(`
      document.querySelector('.vault').append('blocked three')
      document.querySelector('#host').attachShadow({ mode: 'open' }).innerHTML = '<p>blocked four</p>'
      document.querySelector('.quiet').firstChild.data = 'masked five'
      document.querySelector('.private').click()
      await new Promise((done) => setTimeout(done, 50))
      document.querySelector('#host').shadowRoot.querySelector('p').textContent = 'blocked five'
      await new Promise((done) => setTimeout(done, 50))`)
    const text = await textOf()
    expect(text.match(/blocked|deep|masked|leak/g)).toBeNull()
    for (const seen of ['shown one: s@shown.test', 'typed shown', '"rr_width":"90px"']) expect(text).toContain(seen)
    const clicks = site.received[0]?.report.recording.timeline.filter(({ kind }) => kind === 'click')
    expect(clicks).toEqual([])
  })

  test('as the strictest rules where a protecting selector cannot be read', async () => {
    await visit(masking({ mode: 'open', block: ['p:::nonsense'], unmask: ['p'] }), '<p>covered text</p>')
    expect(await textOf()).not.toContain('covered')
  })

  describe('a shorthand with a variable, one side of it set apart, which browsers tell only in part', () => {
    const rule = (name: string) => `.${name}{/* jo@shop.example */border:3px solid var(--line);border-top-color:red}`
    const many = (name: string) => Array.from({ length: 70 }, (_, n) => rule(`${name}${n}`)).join('\n')
    const link = (name: string, css: string) => {
      site.serve(`/${name}.css`, { html: css, headers: { 'content-type': 'text/css' } })
      return `<link rel="stylesheet" href="/${name}.css">`
    }
    /** All sheets that were sent, in the events or beside them. */
    const sheets = async () => {
      const text = await textOf()
      return text + [...(site.received.at(-1)?.files.values() ?? [])].map(String).join('')
    }

    test('is taken from what was written', async () => {
      await visit(
        open,
        `<style>${rule('a')}</style><style>${many('b')}</style>${link('c', rule('c'))}${link('d', many('d'))}<p class="a">x</p>`,
      )
      const text = await sheets()
      for (const name of ['.a', '.b0', '.b69', '.c', '.d0', '.d69'])
        expect(text).toContain(`${name}{border:3px solid var(--line);border-top-color:red}`)
      expect(text).not.toMatch(/border-style: ;|jo@shop/)
    })

    test('stays as it is told where scripts have changed the rules', async () => {
      await visit(
        open,
        `<style>${rule('a')}</style>${link('c', rule('c'))}<p class="a">x</p>`,
        `addEventListener('load', () => { for (const sheet of document.styleSheets) sheet.insertRule('.new{color:red}') })`,
      )
      await page.waitForFunction(() => [...document.styleSheets].every(({ cssRules }) => cssRules.length === 2))
      const text = await sheets()
      expect(text.match(/\.new ?\{/g)).toHaveLength(2)
      expect(text).toContain('.c {')
      expect(text).not.toContain('border:3px')
    })
  })

  test('nothing of our own button and dialog', async () => {
    await visit(open, '<p>canary</p>')
    await page.getByRole('button', { name: 'Report Issue' }).click()
    await page.getByLabel('What happened?').pressSequentially('my words')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const text = await textOf()
    expect(text).toContain('canary')
    expect(text).not.toMatch(/my words|Report|What happened|launch|Cancel/)
    expect(text).not.toMatch(/rr-block|"rr_width"/)
    const timeline = site.received[0]?.report.recording.timeline ?? []
    expect(timeline.filter(({ kind }) => kind === 'click')).toEqual([])
  })
})
