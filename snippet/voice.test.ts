import { readFile } from 'node:fs/promises'
import type { AxeResults } from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { texts } from './report/texts/all.ts'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'
import { voiceTexts } from './voice/texts.ts'

const words = { ...texts.en, ...voiceTexts.en }

describe.skipIf(!chromiumPath)('a voice note', () => {
  let browser: Browser
  let site: Site
  let context: BrowserContext
  let page: Page

  beforeAll(async () => {
    // A microphone that hears a beep each second.
    const microphone = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream']
    ;[browser, site] = await Promise.all([launch(...microphone), openSite()])
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
  })
  beforeEach(async () => {
    site.reset()
    context = await browser.newContext({ permissions: ['microphone'] })
    page = await context.newPage()
    return () => context.close()
  })

  const press = (name: string) => page.getByRole('button', { name, exact: true }).click()
  const open = async (headers: Record<string, string> = {}) => {
    const worker = page.waitForResponse(/worker\.js/)
    await Promise.all([worker, page.goto(site.page('/', `<h1 id=h>Basket</h1>${site.tag()}`, headers))])
    await page.getByRole('button', { name: words.button }).click()
    await page.locator('button.main:enabled').waitFor()
  }
  const speaking = () => page.getByRole('meter', { name: words.voiceLevel })
  const heard = () =>
    expect
      .poll(() => speaking().evaluate((meter: HTMLMeterElement) => meter.value), { timeout: 15_000 })
      .toBeGreaterThan(0.3)
  const watchMicrophone = () =>
    page.evaluate(() => {
      const { mediaDevices } = navigator
      const original = mediaDevices.getUserMedia.bind(mediaDevices)
      mediaDevices.getUserMedia = async (asked) => {
        Reflect.set(window, 'asked', true)
        const stream = await original(asked)
        Reflect.set(window, 'stream', stream)
        return stream
      }
    })
  const microphone = () =>
    page.evaluate(() => {
      const stream = Reflect.get(window, 'stream') as MediaStream | undefined
      const none = Reflect.has(window, 'asked') ? 'asked for' : 'never asked for'
      return stream ? stream.getTracks()[0]?.readyState : none
    })
  const seconds = (count: number) => page.getByText(`Recording, 0:0${count}`).waitFor()
  const send = async () => {
    await press(words.send)
    await page.getByText(words.sent).waitFor()
    const [received] = site.received
    if (!received?.complete) throw new Error('nothing arrived')
    return { ...received, note: received.report.recording.voice }
  }
  const decoded = (audio: Buffer) =>
    page.evaluate(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0))
      const { duration } = await new AudioContext().decodeAudioData(bytes.buffer)
      return duration * 1_000
    }, audio.toString('base64'))

  test('is heard, can be paused, and is sent as Opus in WebM with the moments it goes with', async () => {
    await open()
    const before = Date.now()
    await press(words.voiceAdd)
    await heard()
    await seconds(1)
    await press(words.voicePause)
    await page.getByText(/Paused/).waitFor()
    const resumed = await page.evaluate(() => new Promise<number>((done) => setTimeout(() => done(Date.now()), 600)))
    await press(words.voiceResume)
    await seconds(2)
    await press(words.voiceStop)
    await page.getByText(/Voice note, 0:0/).waitFor()
    await press(words.voicePlay)
    await press(words.voiceSilence)
    const { voice, note, report } = await send()
    expect(voice?.subarray(0, 4).toString('hex')).toBe('1a45dfa3')
    expect(voice?.includes('A_OPUS')).toBe(true)
    expect(note?.bytes).toBe(voice?.length)
    const [first, second] = note?.stretches ?? []
    expect(first).toMatchObject({ offsetMs: 0 })
    expect(first?.at).toBeGreaterThanOrEqual(before)
    expect(second?.at).toBeGreaterThanOrEqual(resumed)
    expect(second?.offsetMs).toBe(first?.durationMs)
    expect(note?.durationMs).toBe((first?.durationMs ?? 0) + (second?.durationMs ?? 0))
    expect(Math.abs((await decoded(voice ?? Buffer.alloc(0))) - (note?.durationMs ?? 0))).toBeLessThan(1_500)
    expect(report.recording.endedAt).toBeGreaterThanOrEqual((second?.at ?? 0) + (second?.durationMs ?? 0) - 1_500)
    expect(report.description).toBe('')
  })

  test('the page can be shown while speaking, and what happens there is in the replay', async () => {
    await open()
    await press(words.voiceAdd)
    await heard()
    await press(words.voiceShowPage)
    expect(await page.getByRole('dialog').count()).toBe(0)
    await page.evaluate(() => document.querySelector('#h')?.replaceChildren('Shown while speaking'))
    await page.click('#h')
    await press(words.voiceStop)
    await page.getByRole('dialog').waitFor()
    await page.locator('button.main:enabled').waitFor()
    const { chunks, note } = await send()
    expect(JSON.stringify([...chunks.values()])).toContain('Shown while speaking')
    expect(note?.stretches).toHaveLength(1)
  })

  test('can be recorded again and removed; closing the dialog frees the microphone', async () => {
    await open()
    await press(words.voiceAdd)
    await heard()
    await press(words.voiceStop)
    await press(words.voiceAgain)
    await heard()
    await press(words.voiceStop)
    await page.getByText(words.voice, { exact: true }).waitFor()
    await press(words.voiceRemove)
    await page.getByText(words.voice, { exact: true }).waitFor({ state: 'detached' })
    await page.getByLabel(words.describe).fill('Words')
    await watchMicrophone()
    await press(words.voiceAdd)
    await heard()
    await page.keyboard.press('Escape')
    await expect.poll(microphone).toBe('ended')
    await page.getByRole('button', { name: words.button }).click()
    await page.locator('button.main:enabled').waitFor()
    expect((await send()).note).toBeUndefined()
  })

  test('stays off when the dialog is closed before what records has come', async () => {
    await open()
    await watchMicrophone()
    const asked = new Promise<() => Promise<void>>((resolve) => {
      void page.route(/voice\.js/, (route) => resolve(() => route.continue()))
    })
    await press(words.voiceAdd)
    const arrive = await asked
    const arrived = page.waitForResponse(/voice\.js/)
    await page.keyboard.press('Escape')
    await arrive()
    const url = (await arrived).url()
    await page.evaluate(`import(${JSON.stringify(url)})`)
    await page.evaluate(() => new Promise((done) => setTimeout(done)))
    expect(await microphone()).toBe('never asked for')
  })

  test('ends with the snippet', async () => {
    await open()
    await watchMicrophone()
    await press(words.voiceAdd)
    await heard()
    await page.evaluate(() => window.Vitrine?.destroy())
    await expect.poll(microphone).toBe('ended')
  })

  test('a refused microphone is said; the report goes without', async () => {
    await open({ 'permissions-policy': 'microphone=()' })
    await press(words.voiceAdd)
    await page.getByText(words.voiceDenied).waitFor()
    await page.getByLabel(words.describe).fill('Words')
    expect((await send()).voice).toBeUndefined()
  })

  test('is not offered where the project does not want it', async () => {
    site.policy({ capture: { canvas: false, assets: false, voice: false, bodies: [], sockets: [] } })
    await open()
    expect(await page.getByRole('button', { name: words.voiceAdd }).count()).toBe(0)
  })

  test('has no accessibility violations', async () => {
    await open()
    await press(words.voiceAdd)
    await heard()
    await page.evaluate(await readFile(new URL('../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8'))
    const audit = async () => {
      const { violations } = await page.evaluate<AxeResults>(
        `axe.run({ include: [['[data-vitrine]']] }, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'] })`,
      )
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)
    }
    expect(await audit()).toEqual([])
    await press(words.voiceShowPage)
    expect(await audit()).toEqual([])
    await press(words.voiceStop)
    await page.getByText(/Voice note, /).waitFor()
    expect(await audit()).toEqual([])
  })
})
