import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from '../testing/browser.ts'
import { describeRecording } from './testing/describe-recording.ts'
import { bundleDriver, openRecorded } from './testing/recorded-page.ts'

const lines = (count: number) =>
  Array.from(
    { length: count },
    (_, i) => `${i} order of 3 pots for user${i}@planted.example at 203.0.113.${i % 250}`,
  ).join('\n')

/** A clock that goes on by what patterns read, about as fast as they do: what else the machine does is not measured. */
const laborious = `let ms = 0
  performance.now = () => ms
  const { [Symbol.replace]: own } = RegExp.prototype
  RegExp.prototype[Symbol.replace] = function (text, replacement) {
    if (!this.source.startsWith('^')) ms += text.length * 2e-5
    return own.call(this, text, replacement)
  }`

describe.skipIf(!chromiumPath)('a long text', () => {
  let browser: Browser
  let script: string

  beforeAll(async () => {
    ;[browser, script] = await Promise.all([launch(), bundleDriver()])
  }, 60_000)
  afterAll(() => browser?.close())

  const open = (body: string, before = '') =>
    openRecorded(browser, `${before};${script}`, `<!doctype html><body>${body}</body>`)
  /** What the recording shows in the end. */
  const shown = async (page: Awaited<ReturnType<typeof open>>) =>
    JSON.stringify(describeRecording((await page.events()).map(({ event }) => event)))

  test.each(['balanced', 'open'] as const)(
    'is shown as it is in %s, but for what is masked',
    async (mode) => {
      const page = await open(`<pre>${lines(9_000)}</pre><p>after</p>`)
      await page.record({ mode })
      const text = await shown(page)
      expect(text).toContain('0 order of 3 pots')
      expect(text).toContain('8999 order of 3 pots')
      expect(text.includes('planted.example')).toBe(mode === 'open')
      expect(page.problems).toEqual([])
      await page.close()
    },
    60_000,
  )

  test('that grows is read again where it has grown', async () => {
    const page = await open(`<pre id=log>${lines(4_000)}</pre>`)
    await page.record({ mode: 'balanced' })
    await page.events()
    const spent = () => page.evaluate(() => globalThis.driver.recording().summary().spentMs)
    const before = await spent()
    for (let i = 0; i < 8; i++)
      await page.evaluate((i) => {
        const text = document.querySelector('#log')?.firstChild as Text
        text.data += `\nlate line ${i} of late${i}@planted.example`
        return globalThis.driver.events()
      }, i)
    const text = await shown(page)
    expect(text).toContain('late line 7 of [email]')
    expect(text).not.toContain('planted.example')
    expect((await spent()) - before).toBeLessThan(before * 2)
    await page.close()
  }, 60_000)

  test('that changes while it is read shows only what it is in the end', async () => {
    const page = await open('<pre id=log></pre>')
    await page.record({ mode: 'balanced' })
    await page.evaluate(
      async ([first, second]) => {
        const log = document.querySelector('#log') as HTMLElement
        log.textContent = first
        await new Promise(requestAnimationFrame)
        await new Promise((done) => setTimeout(done, 70))
        ;(log.firstChild as Text).data = second
      },
      [lines(9_000), lines(3_000)] as const,
    )
    const text = await shown(page)
    expect(text).toContain('2999 order of 3 pots')
    expect(text).not.toContain('3000 order')
    expect(text).not.toContain('planted.example')
    await page.close()
  }, 60_000)

  test('that leaves, or comes to stand in a masked place, is not shown', async () => {
    const page = await open(
      `<div id=place><pre>${lines(9_000)}</pre></div><div id=gone><pre>${lines(9_000)}</pre></div>`,
    )
    await page.record({ mode: 'balanced' })
    await page.evaluate(() => {
      document.querySelector('#place')?.setAttribute('data-vitrine', 'mask')
      document.querySelector('#gone')?.remove()
    })
    const text = await shown(page)
    expect(text).not.toMatch(/order|planted/)
    await page.close()
  }, 60_000)

  test('takes many short tasks, as do long attributes and addresses', async () => {
    const page = await open('<main></main>', laborious)
    await page.record({ mode: 'balanced' })
    await page.evaluate((text) => {
      const main = document.querySelector('main') as HTMLElement
      const words = text.replaceAll('\n', ' ')
      const drawing = `<svg xmlns="http://www.w3.org/2000/svg"><text>${words}</text></svg>`
      main.append(Object.assign(document.createElement('pre'), { textContent: text }))
      for (const [tag, name, value] of [
        ['p', 'title', words],
        ['p', 'data-rows', words],
        ['p', 'class', words],
        ['a', 'href', `/x?${words}#${words}`],
        ['img', 'src', `data:image/svg+xml,${drawing}`],
        ['img', 'srcset', `/a.png?${text.replaceAll(/\s/g, '+')} 1x`],
        ['p', 'style', `--x: "${words}"`],
        ['input', 'value', words],
        ['textarea', 'placeholder', words],
      ] as const) {
        const element = document.createElement(tag)
        element.setAttribute(name, value)
        main.append(element)
      }
      for (let i = 0; i < 60; i++)
        main.append(Object.assign(document.createElement('p'), { textContent: words.slice(0, 9_000) }))
    }, lines(20_000))
    expect(await shown(page)).not.toContain('planted.example')
    const { longestMs } = await page.evaluate(() => globalThis.driver.recording().summary())
    expect(longestMs).toBeLessThan(50)
    await page.close()
  }, 120_000)
})
