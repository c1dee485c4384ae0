import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Me, Project } from '@vitrine/protocol'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { misfits, setScheme, violations } from './inspect.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

/** On a busy machine. */
const patient = { timeout: 15_000 }
const wide = { width: 1280, height: 900 }

describe.skipIf(!chromiumPath)('a page as it would be recorded, in the settings', () => {
  let vitrine: Vitrine
  let browser: Browser
  let agent: Page
  let shop: Page
  let site: Server
  let origin: string
  let project: string
  const asked: string[] = []

  const saved = async () => (await (await vitrine.api(`/api/projects/${project}`)).json()) as Project
  const shown = () => agent.frameLocator('iframe[title="Page as it would be recorded"]').frameLocator('iframe').last()
  const mode = (name: string) => agent.getByRole('radio', { name: new RegExp(`^${name}`) }).click()
  const address = () => agent.getByLabel('Page', { exact: true })
  const open = async (): Promise<Page> => {
    const [popup] = await Promise.all([
      agent.waitForEvent('popup'),
      agent.getByRole('button', { name: /^Open (preview|again)$/ }).click(),
    ])
    return popup
  }

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch()])
    const { projects } = (await (await vitrine.api('/api/me')).json()) as Me
    project = projects[0]?.id ?? ''
    site = createServer((request, response) => {
      response.setHeader('content-type', 'text/html')
      if (request.url === '/isolated') response.setHeader('cross-origin-opener-policy', 'same-origin')
      response.end(
        `<!doctype html><title>Site</title><h1>Site</h1>${request.url === '/bare' ? '' : `<script async src="${vitrine.dashboard}/v.js" data-project="${vitrine.projectKey}"></script>`}`,
      )
    })
    await new Promise<void>((done) => site.listen(0, '127.0.0.1', done))
    origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
    const { origins } = await saved()
    await vitrine.api(`/api/projects/${project}`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ origins: [...origins, origin] }),
    })
    agent = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
    await signUp(agent, vitrine.signInLink)
    await agent.goto(`${vitrine.dashboard}/projects/${project}/settings`)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    site?.close()
    await vitrine?.stop()
  })

  test('shows the page of the window, masked as the rules say that are not saved yet', async () => {
    agent.context().on('request', (request) => asked.push(`${request.method()} ${new URL(request.url()).pathname}`))
    await address().fill(vitrine.demo)
    shop = await open()
    // Browsers do not render frames of other origins that are out of sight.
    await agent.locator('iframe[title="Page as it would be recorded"]').scrollIntoViewIfNeeded()
    await shown().getByRole('heading', { name: 'Plants that forgive you' }).waitFor()
    await shown().getByText('[email]').first().waitFor()
    expect(await shown().locator('body').textContent()).not.toContain('johanna.okafor@example.com')

    await mode('Strict')
    await shown().getByText('•••••').first().waitFor()
    await expect.poll(() => shown().locator('body').textContent(), patient).not.toContain('Plants')

    await mode('Open')
    await shown().getByText('johanna.okafor@example.com').waitFor()
    await shown().getByRole('heading', { name: 'Plants that forgive you' }).waitFor()
    expect(await shown().locator('#card').inputValue()).not.toMatch(/\d/)
  })

  test('follows what happens in the window', async () => {
    await shop.getByRole('button', { name: 'Add Pilea peperomioides to basket' }).click()
    await shown().locator('#lines').getByText('Pilea peperomioides').waitFor()
    await shop.reload()
    await shown().locator('#lines').getByText('Pilea peperomioides').waitFor({ state: 'detached' })
    await shown().getByRole('heading', { name: 'Plants that forgive you' }).waitFor()
  })

  test('a click in the picture makes a rule, and the picture obeys it', async () => {
    const title = shown().getByRole('heading', { name: 'Plants that forgive you' })
    await agent.locator('iframe[title="Page as it would be recorded"]').scrollIntoViewIfNeeded()
    const picked = agent.getByRole('region', { name: 'Picked element' })
    const choice = picked.getByRole('radio', { name: '#plants-title this one only' })
    const pick = async () => {
      // Sections above may still grow between the look and the click.
      const box = await title.boundingBox()
      await agent.mouse.click((box?.x ?? 0) + 10, (box?.y ?? 0) + (box?.height ?? 0) / 2)
      return choice.waitFor({ timeout: 3_000 }).then(
        () => true,
        () => false,
      )
    }
    await expect.poll(pick, patient).toBe(true)
    expect(await violations(agent, 'html')).toEqual([])
    await picked.getByRole('button', { name: 'Always mask' }).click()
    expect(await agent.getByLabel('Always mask', { exact: true }).inputValue()).toBe('#plants-title')
    await title.waitFor({ state: 'detached' })
    await shown().locator('#plants-title').getByText('•••••').waitFor()
  })

  test('nothing is saved, uploaded or stored', async () => {
    expect((await saved()).masking).toEqual({ mode: 'balanced', block: [], mask: [], unmask: [], ignore: [] })
    const sent = asked.filter((line) => !line.startsWith('GET ') && !/ \/v1\/ping$| \/api\/live/.test(line))
    expect(sent).toEqual([])
    expect(await (await vitrine.api(`/api/projects/${project}/reports`)).text()).not.toContain('"recordingId"')
  })

  test('reads well: light and dark, wide and narrow, by keyboard', async () => {
    expect(await violations(agent, 'html')).toEqual([])
    await agent.setViewportSize({ width: 360, height: 780 })
    await setScheme(agent, 'dark')
    expect(await violations(agent, 'html')).toEqual([])
    expect(await misfits(agent, 'html')).toEqual([])
    await agent.setViewportSize(wide)
    await setScheme(agent, 'light')
    await address().focus()
    await agent.keyboard.press('Tab')
    expect(await agent.evaluate(() => document.activeElement?.textContent)).toBe('Open again')
    for (const name of ['Go to the window', 'Close']) {
      await agent.keyboard.press('Tab')
      expect(await agent.evaluate(() => document.activeElement?.textContent)).toBe(name)
    }
  })

  test('the site can do nothing to the dashboard that opened it', async () => {
    const before = agent.url()
    const tried = await shop.evaluate(() => {
      const attempts = [
        () => (window.opener as Window).top?.location.assign('about:blank'),
        () => (window.opener as Window).parent.location.assign('about:blank'),
        () => Reflect.get(Reflect.get(window.opener as object, 'document') as object, 'body') as unknown,
      ]
      return attempts.map((attempt) => {
        try {
          attempt()
          return 'done'
        } catch {
          return 'refused'
        }
      })
    })
    expect(tried.at(-1)).toBe('refused')
    await shop.evaluate(() => {
      ;(window.opener as Window).postMessage({ vitrine: 'preview', code: 'f'.repeat(32) }, '*', [
        new MessageChannel().port1,
      ])
    })
    await shop.getByRole('button', { name: 'Add Pilea peperomioides to basket' }).click()
    await shown().locator('#lines').getByText('Pilea peperomioides').waitFor()
    expect(agent.url()).toBe(before)
    await agent.getByRole('button', { name: 'Close', exact: true }).filter({ hasText: 'Close' }).click()
    await expect.poll(() => shop.isClosed(), patient).toBe(true)
  })

  test('whoever else opens the site hears nothing of it, and it records as ever', async () => {
    const stranger = await freshPage(browser)
    const loaded: string[] = []
    stranger.context().on('requestfinished', (request) => loaded.push(new URL(request.url()).pathname))
    await stranger.goto(origin.replace('127.0.0.1', 'localhost'))
    await stranger.evaluate(() => {
      const heard: unknown[] = []
      Object.assign(window, { heard })
      addEventListener('message', ({ data }) => heard.push(data))
    })
    const hash = `vitrine-preview=${'a'.repeat(32)}`
    const [popup] = await Promise.all([
      stranger.waitForEvent('popup'),
      stranger.evaluate(([url, name]) => void window.open(url, name), [`${vitrine.demo}#${hash}`, hash] as const),
    ])
    await expect.poll(() => loaded, patient).toContain('/vitrine/preview.js')
    await popup.getByRole('button', { name: 'Report Issue' }).click()
    await popup
      .getByText(/last \d+\s*s/)
      .first()
      .waitFor()
    expect(await stranger.evaluate(() => Reflect.get(window, 'heard') as unknown)).toEqual([])
    await stranger.context().close()
  })

  test('says what to look at when a page does not answer, and goes on when one does', async () => {
    await address().fill(`${origin}/bare`)
    const bare = await open()
    await agent.getByText('The page has not answered yet.').waitFor()
    expect(await violations(agent, 'html')).toEqual([])
    await bare.goto(`${origin}/with`)
    await shown().getByRole('heading', { name: 'Site' }).waitFor()
    await bare.close()
    await agent.getByText('The window was closed.').waitFor()
  })

  test('says that a page which isolates itself cannot be shown', async () => {
    await address().fill(`${origin}/isolated`)
    await Promise.all([
      agent.context().waitForEvent('page'),
      agent.getByRole('button', { name: 'Open preview' }).click(),
    ])
    await agent.getByText('Cross-Origin-Opener-Policy: same-origin').waitFor()
  })

  test('says that the browser kept the window from opening', async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--no-first-run']
    const strict = await chromium.launch({
      executablePath: chromiumPath ?? '',
      args,
      ignoreDefaultArgs: ['--disable-popup-blocking'],
    })
    const page = await freshPage(strict, { storageState: await agent.context().storageState() })
    await page.goto(`${vitrine.dashboard}/projects/${project}/settings`)
    // Nobody has clicked: to the browser it is a window that nobody asked for.
    await page.getByRole('button', { name: 'Open preview' }).evaluate((button: HTMLButtonElement) => button.click())
    await page.getByText('The browser kept the window from opening.').waitFor()
    await strict.close()
  })

  test('refuses addresses that are not of the project', async () => {
    await address().fill('https://elsewhere.example/')
    await agent.getByText('Only pages of the addresses where the snippet may run.').waitFor()
    expect(await agent.getByRole('button', { name: 'Open preview' }).isDisabled()).toBe(true)
  })
})
