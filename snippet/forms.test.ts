import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from './testing/browser.ts'
import { publicKey } from './testing/receiver.ts'
import { openSite, type Site } from './testing/site.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

describe.skipIf(!chromiumPath)('the snippet', () => {
  let browser: Browser
  let site: Site
  let page: Page

  beforeAll(async () => {
    ;[browser, site] = await Promise.all([launch('--host-resolver-rules=MAP shop.test 127.0.0.1'), openSite()])
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

  const send = async () => {
    await page.getByRole('button', { name: 'Report Issue' }).click()
    await page.getByLabel('What happened?').fill('Words')
    await page.locator('button.main:enabled').click()
    await page.getByText('Your report has been sent').waitFor()
    return site.received[0]
  }

  test('as a package loads its parts and its worker from the site, and the rules from the server', async () => {
    const options = JSON.stringify({ key: publicKey, server: site.server, installation: site.jwk })
    const start = `import { Vitrine } from '/npm/index.js'; Vitrine.init(${options})`
    const url = site.page('/', `<h1>Hello x@secret.test</h1><script type=module>${start}</script>`)
    await Promise.all([page.waitForResponse(/npm\/worker\.js/), page.goto(url)])
    const one = await send()
    const events = JSON.stringify([...(one?.chunks.values() ?? [])])
    expect(events).toContain('Hello [email]')
    expect(page.workers().map((worker) => worker.url())).toEqual([`${site.origin}/npm/worker.js`])
    const fromServer = site.seen.filter(({ host, method }) => host === 'server' && method === 'GET')
    expect(fromServer.map(({ path }) => path)).toEqual(['/v1/policy'])
  })

  test('as a package has types', async () => {
    const source = `import { Vitrine, type Options, type VitrineApi } from './npm/index.js'
      const options: Options = { key: 'pk', server: 'https://x', texts: { title: 'T' } }
      const api: VitrineApi = Vitrine
      api.init(options)
      const end: () => void = api.on('sent', ({ reportId }) => reportId.length)
      end()
      // @ts-expect-error
      api.on('nothing', () => {})
      // @ts-expect-error
      api.init({ server: 'https://x' })`
    await writeFile(`${site.dist}/consumer.ts`, source)
    const args = [
      'node_modules/typescript-7/bin/tsc',
      '--noEmit',
      '--strict',
      '--ignoreConfig',
      '--target',
      'es2023',
      '--module',
      'esnext',
    ]
    const more = ['--moduleResolution', 'bundler', '--types', '', `${site.dist}/consumer.ts`]
    await expect(promisify(execFile)(process.execPath, [...args, ...more], { cwd: root })).resolves.toMatchObject({
      stdout: '',
    })
  })

  test('works on a page without TLS: nothing can be proven there, so everything is masked', async () => {
    const url = site.page('/', `<h1>Intranet secret</h1>${site.tag()}`).replace('127.0.0.1', 'shop.test')
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
    expect(await page.evaluate(() => [isSecureContext, crypto.subtle])).toEqual([false, undefined])
    const one = await send()
    expect(one?.complete).toBe(true)
    expect(one?.chunks.size).toBe(1)
    expect(JSON.stringify([...(one?.chunks.values() ?? [])])).not.toMatch(/Intranet|secret/)
  })

  test('keeps what happened before its picture began', async () => {
    const early = `console.error('early error'); addEventListener('load', () => { window.loaded = true })`
    const hold = `<script>const wait = setInterval(() => { if (window.Vitrine) { clearInterval(wait); ${early} } }, 1)</script>`
    const url = site.page('/', `<h1>Shop</h1>${hold}${site.tag()}`)
    await Promise.all([page.waitForResponse(/worker\.js/), page.goto(url)])
    const one = await send()
    const { console, startedAt } = one?.report.recording ?? {}
    expect(console).toMatchObject([{ level: 'error', args: ['early error'] }])
    expect(console?.[0]?.at).toBeLessThan(startedAt ?? 0)
  })
})
