import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Language } from './api.ts'
import { labels } from './boot/labels.ts'
import { texts } from './report/texts/all.ts'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

const languages = Object.keys(texts) as Language[]

describe.skipIf(!chromiumPath)('the dialog', () => {
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

  const visit = async (body: string, attributes = '') => {
    await page.goto(site.page('/', body + site.tag(attributes)))
    await page.locator('[data-vitrine] .launch').waitFor()
  }
  const ready = () => page.locator('button.main:enabled').waitFor()
  /** What has the focus, also inside the shadow root. */
  const focused = () =>
    page.evaluate(() => {
      const inside = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement
      return inside?.getAttribute('aria-label') ?? inside?.textContent?.trim() ?? ''
    })
  const audit = async (): Promise<string[]> => {
    await page.evaluate(await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'))
    const rules = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice']
    const { violations } = await page.evaluate<AxeResults>(
      `axe.run({ include: [['[data-vitrine]']] }, { runOnly: ${JSON.stringify(rules)} })`,
    )
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
  }

  test.each(languages)('is used by keyboard alone in %s', async (language) => {
    const words = texts[language]
    await visit('<button id=first>first</button>', `data-locale="${language}"`)
    await page.focus('#first')
    await page.keyboard.press('Tab')
    expect(await focused()).toBe(words.button)
    await page.keyboard.press('Enter')
    await ready()
    expect(await focused()).toBe('')
    await page.keyboard.type('Words')
    await page.keyboard.press('Tab')
    const round = [await focused()]
    for (let i = 0; i < 6; i++) {
      await page.keyboard.press('Tab')
      round.push(await focused())
    }
    expect(round).toEqual([words.voiceAdd, words.review, words.privacy, words.cancel, words.send, words.close, ''])
    await page.keyboard.press('Shift+Tab')
    await page.keyboard.press('Shift+Tab')
    expect(await focused()).toBe(words.send)
    await page.keyboard.press('Enter')
    await page.getByText(words.sent).waitFor()
    expect(await focused()).toBe(words.done)
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe(words.button)
    expect(site.received[0]?.report.description).toBe('Words')
  })

  test('is closed by Escape, and gives the focus back', async () => {
    await page.goto(site.page('/', `<button id=own>own</button>${site.tag('data-button="hidden"')}`))
    await page.waitForFunction(() => window.Vitrine)
    await page.evaluate(() =>
      document.querySelector('#own')?.addEventListener('click', () => void window.Vitrine?.report()),
    )
    await page.focus('#own')
    await page.keyboard.press('Enter')
    await ready()
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await focused()).toBe('own')
  })

  test('speaks the page’s language, then the browser’s, and any text can be replaced', async () => {
    expect(languages.map((language) => labels[language].button)).toEqual(languages.map((one) => texts[one].button))
    for (const one of languages) expect(Object.keys(texts[one])).toEqual(Object.keys(texts.en))
    const french = await browser.newPage({ locale: 'fr-CA' })
    await french.goto(site.page('/', `<script>server = '${site.server}'</script>${site.tag()}`))
    await french.getByRole('button', { name: 'Report Issue' }).waitFor()
    await french.evaluate(() => {
      window.Vitrine?.destroy()
      document.documentElement.lang = ''
      const key = 'pk_testtesttesttesttesttest'
      window.Vitrine?.init({ key, server: String(Reflect.get(window, 'server')), texts: { title: 'Notre titre' } })
    })
    await french.getByRole('button', { name: texts.fr.button }).click()
    await french.getByRole('dialog', { name: 'Notre titre' }).waitFor()
    await french.close()
  })

  test.each(['light', 'dark'] as const)('has no accessibility violations in %s', async (colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await visit('<h1>Page</h1>')
    expect(await audit()).toEqual([])
    await page.getByRole('button', { name: 'Report Issue' }).click()
    await ready()
    expect(await audit()).toEqual([])
    site.refuse(/POST .*reports/, { status: 400, body: { detail: 'No.' } })
    await page.getByLabel('What happened?').fill('Words')
    await page.locator('button.main').click()
    await page.getByRole('alert').filter({ hasText: 'No.' }).waitFor()
    expect(await audit()).toEqual([])
    await page.locator('button.main').click()
    await page.getByText(texts.en.sent).waitFor()
    expect(await audit()).toEqual([])
  })

  test('follows a theme set on the tag, whatever the system prefers', async () => {
    await page.emulateMedia({ colorScheme: 'light' })
    await visit('', 'data-theme="dark"')
    await page.getByRole('button', { name: 'Report Issue' }).click()
    const dialog = page.getByRole('dialog')
    expect(await dialog.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(22, 24, 31)')
    await page.addStyleTag({ content: ':root { --vitrine-surface: rgb(1, 2, 3) }' })
    expect(await dialog.evaluate((element) => getComputedStyle(element).backgroundColor)).toBe('rgb(1, 2, 3)')
  })

  const hostile = `<style>
    * { all: unset !important; display: none !important; position: static !important; color: red !important; font-size: 3px !important;
      transform: rotate(90deg) !important; visibility: hidden !important; opacity: 0 !important; pointer-events: none !important }
    div, button, dialog, textarea { width: 1px !important; height: 1px !important; z-index: -1 !important; filter: blur(9px) !important }
    html, body { display: block !important; transform: none !important; visibility: visible !important; opacity: 1 !important }
    </style>`

  test('cannot be broken by the page’s CSS', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const look = async () => {
      const launch = page.getByRole('button', { name: 'Report Issue' })
      const button = await launch.boundingBox()
      await launch.click()
      await ready()
      return [button, await page.getByRole('dialog').boundingBox(), await page.locator('button.main').boundingBox()]
    }
    await visit('<p>calm</p>')
    const calm = await look()
    await visit(`<p>hostile</p>${hostile}`)
    expect(await look()).toEqual(calm)
  })

  test('typing in it does not trigger the page’s shortcuts', async () => {
    await visit(
      `<script>keys = []; for (const name of ['keydown', 'keyup', 'input']) document.addEventListener(name, (event) => keys.push(event.type))</script>`,
    )
    await page.getByRole('button', { name: 'Report Issue' }).click()
    await ready()
    await page.getByLabel('What happened?').pressSequentially('/?s')
    expect(await page.evaluate('keys')).toEqual([])
  })

  test.each([320, 1280])('fits a window %i px wide', async (width) => {
    await page.setViewportSize({ width, height: 560 })
    await page.emulateMedia({ reducedMotion: 'reduce' })
    for (const language of languages) {
      await visit('<p>narrow</p>', `data-locale="${language}"`)
      await page.getByRole('button', { name: texts[language].button }).click()
      await ready()
      const sizes = await page.getByRole('dialog').evaluate((dialog) => {
        const body = dialog.querySelector('.body')
        const always = 'header button, .buttons button:not([hidden])'
        const buttons = [...dialog.querySelectorAll(always)].map((one) => one.getBoundingClientRect())
        const { left, right, bottom } = dialog.getBoundingClientRect()
        return {
          inside: left >= 0 && right <= innerWidth && bottom <= innerHeight,
          sideways: (body?.scrollWidth ?? 0) > (body?.clientWidth ?? 0),
          reachable: buttons.every((box) => box.bottom <= innerHeight && box.right <= innerWidth && box.height >= 44),
        }
      })
      expect({ language, ...sizes }).toEqual({ language, inside: true, sideways: false, reachable: true })
    }
  })
})
