import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { texts } from './report/texts/all.ts'
import { reviewTexts } from './review/texts.ts'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

const words = { ...texts.en, ...reviewTexts.en }
const style = `<style>p { color: rgb(1, 2, 3) } #box { width: 300px; height: 90px; background: rgb(9, 8, 7) }</style>`
const body = `${style}<h1>Basket</h1><p id=keep>Two lamps</p>
<div id=box><p>Name of the patient</p><button id=inside>Press me</button></div><input id=field value="x">`

describe.skipIf(!chromiumPath)('the review before sending', () => {
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
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } })
    return () => page.close()
  })

  const open = async (more = '') => {
    const recording = page.waitForResponse(/worker\.js/)
    await Promise.all([recording, page.goto(site.page('/', body + more + site.tag()))])
    await page.locator('[data-vitrine] .launch').waitFor()
  }
  const dialog = () => page.getByRole('dialog')
  const openReview = async () => {
    await page.getByRole('button', { name: words.button }).click()
    await page.locator('button.main:enabled').waitFor()
    await page.getByRole('button', { name: words.review }).click()
    await page.getByRole('heading', { name: words.reviewTitle }).waitFor()
  }
  const send = async () => {
    await page.getByRole('button', { name: words.keep, exact: true }).click()
    await page.getByLabel(words.describe).fill('Words')
    await page.getByRole('button', { name: words.send }).click()
    await page.getByText(words.sent).waitFor()
    const [received] = site.received
    if (!received?.complete) throw new Error('nothing arrived')
    return { report: received.report, events: [...received.chunks.values()].flat() }
  }
  const picture = () => page.frameLocator('.picture iframe')
  const clickInPicture = async (selector: string) => {
    const box = await picture().locator(selector).boundingBox()
    if (!box) throw new Error(`${selector} is not shown`)
    await page.mouse.move(box.x + 5, box.y + 5)
    await page.mouse.click(box.x + box.width / 2, box.y + 5)
  }

  test('shows the page as it will be sent, with its styles, and runs nothing of it', async () => {
    await open('<script>window.ran = (window.ran ?? 0) + 1</script><a href="javascript:ran++">x</a>')
    await openReview()
    const text = picture().locator('#keep')
    await expect.poll(() => text.textContent()).toBe('Two lamps')
    expect(await text.evaluate((element) => getComputedStyle(element).color)).toBe('rgb(1, 2, 3)')
    expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBe(1)
    expect(
      await picture()
        .locator('html')
        .evaluate((root) => root.ownerDocument.compatMode),
    ).toBe('CSS1Compat')
  })

  test('asks nobody for what is not sent along', async () => {
    const asked: string[] = []
    page.on('request', (request) => request.frame() !== page.mainFrame() && asked.push(request.url()))
    await open(`<p style="background: url(/none-1.png)">a</p><table background="/none-2.png"><tr><td>b</table>
      <svg><rect fill="url(/none-3.svg#a)" filter="url(/none-4.svg#b)" width=9 height=9 /></svg><p id=later>c</p>`)
    await page.evaluate(async () => {
      const [sheet] = document.styleSheets
      sheet?.insertRule('h1 { background: url(/none-5.png) }')
      const rule = sheet?.cssRules[0] as CSSStyleRule
      rule.style.setProperty('list-style', 'url(/none-6.png)')
      document.querySelector<HTMLElement>('#later')?.style.setProperty('background', 'url(/none-7.png)')
      await new Promise((done) => setTimeout(done, 300))
    })
    await openReview()
    await picture().locator('#later').waitFor()
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
    await page.waitForLoadState('networkidle')
    expect(asked.filter((url) => url.startsWith('http'))).toEqual([])
  })

  test('a removed element is gone from snapshots, changes and the timeline; a box stays', async () => {
    await open()
    await page.click('#inside')
    await page.evaluate(() => document.querySelector('#inside')?.replaceChildren('Pressed by the patient'))
    await openReview()
    await picture().getByText('Pressed by the patient').waitFor()
    await page.getByRole('button', { name: words.pick }).click()
    await clickInPicture('#box p')
    await expect.poll(() => picture().getByText('Name of the patient').count()).toBe(0)
    expect(await picture().getByText('Pressed by').count()).toBe(1)
    await page.getByRole('button', { name: words.undo }).click()
    await picture().getByText('Name of the patient').waitFor()
    await page.getByRole('button', { name: words.pick }).click()
    await page.getByRole('button', { name: words.pick }).click()
    await page.keyboard.press('ArrowDown')
    const hint = page.locator('.hint')
    for (let i = 0; i < 12 && !(await hint.textContent())?.startsWith('div “Name'); i++)
      await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Enter')
    await expect.poll(() => picture().getByText('Pressed by').count()).toBe(0)
    const { events } = await send()
    expect(JSON.stringify(events)).not.toMatch(/patient|Press me/)
    expect(JSON.stringify(events)).toContain('"rr_width":"300px","rr_height":"90px"')
    expect(JSON.stringify(events)).toContain('Two lamps')
  })

  test('console lines, requests and facts can be taken out one by one', async () => {
    await open()
    await page.evaluate(async () => {
      console.log('first line')
      console.warn('second line')
      await fetch('/here?first').catch(() => {})
      window.Vitrine?.setContext({ plan: 'gold', order: 'A-17' })
    })
    await openReview()
    await page.getByText(`${words.consoleLines} (2)`).click()
    await page.getByRole('button', { name: 'Remove: log: first line' }).click()
    await page.getByText(`${words.consoleLines} (1)`).waitFor()
    await page.getByText(`${words.factLines} (2)`).click()
    await page.getByRole('button', { name: 'Remove: plan: gold' }).click()
    await page.getByText(`${words.requestLines} (1)`).click()
    await page.getByRole('button', { name: /^Remove: GET/ }).click()
    const { report } = await send()
    expect(report.recording.console.map(({ args }) => args)).toEqual([['second line']])
    expect(report.recording.timeline.filter(({ kind }) => kind === 'request')).toEqual([])
    expect(report.context).toEqual({ order: 'A-17' })
  })

  test('what was before the start and after the end is gone', async () => {
    await open()
    const change = (text: string) =>
      page.evaluate(async (text) => {
        document.querySelector('#keep')?.replaceChildren(text)
        console.log(text)
        const start = Date.now()
        while (Date.now() - start < 700) await new Promise(requestAnimationFrame)
      }, text)
    for (const text of ['before', 'within', 'after']) await change(text)
    await openReview()
    await picture().getByText('after').waitFor()
    const slider = page.getByLabel(words.time)
    await slider.focus()
    for (let i = 0; i < 40 && !(await picture().getByText('within').count()); i++)
      await page.keyboard.press('ArrowLeft')
    await page.getByRole('button', { name: words.endHere }).click()
    await page.getByRole('button', { name: words.startHere }).click()
    await page.getByText(words.consoleLines).click()
    expect(await page.getByText(/log: (?:before|after)/).count()).toBe(0)
    const { events, report } = await send()
    expect(JSON.stringify(events)).toContain('within')
    expect(JSON.stringify(events)).not.toMatch(/"before"|"after"|Two lamps/)
    expect(report.recording.console.every(({ args }) => args[0] === 'within')).toBe(true)
    expect(report.recording.startedAt).toBeLessThanOrEqual(report.recording.endedAt)
  })

  test('plays, can be discarded by Escape, and changes nothing then', async () => {
    await open()
    await page.evaluate(() => console.log('a line'))
    await openReview()
    await page.getByText(`${words.consoleLines} (1)`).click()
    await page.getByRole('button', { name: 'Remove: log: a line' }).click()
    await page.getByRole('button', { name: words.play }).click()
    await page.getByRole('button', { name: words.play }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('heading', { name: words.title }).waitFor()
    expect(await dialog().count()).toBe(1)
    await page.getByLabel(words.describe).fill('Words')
    await page.getByRole('button', { name: words.send }).click()
    await page.getByText(words.sent).waitFor()
    expect(site.received[0]?.report.recording.console).toHaveLength(1)
  })

  test.each(['light', 'dark'] as const)('has no accessibility violations in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await open('<script>console.log(1)</script>')
    await openReview()
    await page.getByText(`${words.consoleLines} (`).click()
    await page.evaluate(await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'))
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run({ include: [['[data-vitrine]']] }, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
    )
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([])
  })

  test('every language has every text', () => {
    for (const one of Object.values(reviewTexts)) expect(Object.keys(one)).toEqual(Object.keys(reviewTexts.en))
  })
})
