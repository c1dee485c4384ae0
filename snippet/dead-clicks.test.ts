import type { TimelineEntry } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

describe.skipIf(!chromiumPath)('a dead click', () => {
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

  const answered = {
    changes: `onclick="document.title = 'x'; document.body.append('more')"`,
    later: `onclick="setTimeout(() => document.body.append('later'), 500)"`,
    'before the click': `onpointerdown="document.body.append('menu')"`,
    asks: `onclick="fetch('/api/json')"`,
    goes: `onclick="history.pushState(null, '', '#there')"`,
    scrolls: `onclick="window.scrollTo(0, 500)"`,
    focuses: `onclick="document.querySelector('input').focus()"`,
    plays: `onclick="document.querySelector('audio').volume = .5"`,
    selects: `onclick="getSelection().selectAllChildren(document.querySelector('p'))"`,
    asksBack: `onclick="confirm('sure?')"`,
  }

  test('is one that nothing answers; everything else is none', async () => {
    page.on('dialog', (dialog) => setTimeout(() => void dialog.accept(), 500))
    const buttons = Object.entries(answered).map(
      ([name, does]) => `<button id="${name.replaceAll(' ', '-')}" ${does}>${name}</button>`,
    )
    const body = `<input><p>text to select</p><audio></audio>${buttons.join('')}<button id=dead>Nothing</button><a href="mailto:x@y.test">mail</a>
      <a id=missing href="#nowhere">Nowhere</a><div style="height:3000px"></div>`
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(site.page('/', body + site.tag()))])
    await page.evaluate(`
      window.dead = []
      document.querySelector('#missing').addEventListener('click', (event) => event.preventDefault())`)
    const press = async (selector: string) => {
      await page.evaluate(() => getSelection()?.removeAllRanges())
      await page.locator(selector).click()
      // The time that the page has to answer.
      await page.evaluate('new Promise((done) => setTimeout(done, 2300))')
    }
    await press('#dead')
    for (const name of Object.keys(answered)) await press(`#${name.replaceAll(' ', '-')}`)
    await press('#missing')
    await press('a[href^=mailto]')
    await page.evaluate(() => window.Vitrine?.report({ description: 'x' }))
    await page.getByRole('button', { name: 'Send report' }).click()
    await page.getByText('Your report has been sent').waitFor()
    const timeline: TimelineEntry[] = site.received[0]?.report.recording.timeline ?? []
    const dead = timeline.flatMap((entry) => (entry.kind === 'dead-click' ? [entry] : []))
    expect(dead.map(({ target }) => target)).toEqual(['button#dead “Nothing”', 'a#missing “Nowhere”'])
    for (const { node } of dead) expect(node).toBeGreaterThan(0)
  }, 120_000)
})
