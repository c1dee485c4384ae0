import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from '../testing/browser.ts'
import { describeRecording } from './testing/describe-recording.ts'
import { bundleDriver, openRecorded } from './testing/recorded-page.ts'

describe.skipIf(!chromiumPath)('recording', () => {
  let browser: Browser
  let script: string

  beforeAll(async () => {
    ;[browser, script] = await Promise.all([launch(), bundleDriver()])
  }, 60_000)
  afterAll(() => browser?.close())

  const open = (body: string, before = '') =>
    openRecorded(browser, `${before};${script}`, `<!doctype html><body>${body}</body>`)

  test('keeps no document of a frame that is gone', { timeout: 60_000 }, async () => {
    const page = await open('<p>page</p>')
    await page.record()
    await page.evaluate(`(async () => {
      for (let i = 0; i < 20; i++) {
        const frame = document.createElement('iframe')
        frame.srcdoc = '<p>one</p>'.repeat(200)
        const loaded = new Promise((done) => frame.addEventListener('load', done))
        document.body.append(frame)
        await loaded
        frame.contentDocument.querySelector('p').textContent = 'changed'
        await new Promise((done) => setTimeout(done, 20))
        frame.remove()
      } })()`)
    const texts = JSON.stringify(await page.events())
    expect(texts).toContain('changed')
    const session = await page.context().newCDPSession(page)
    const documents = async () => {
      await session.send('HeapProfiler.collectGarbage')
      return (await session.send('Memory.getDOMCounters')).documents
    }
    await expect.poll(documents, { timeout: 30_000 }).toBeLessThanOrEqual(2)
    await page.close()
  })

  test('tells a storm now and then, and how it ended', { timeout: 60_000 }, async () => {
    const circles = Array.from({ length: 30 }, (_, i) => `<circle id=c${i} cx=0 cy=0 r=5 />`).join('')
    const page = await open(`<svg width=400 height=400>${circles}</svg>`)
    await page.record()
    await page.evaluate(`(async () => {
      const all = document.querySelectorAll('circle')
      for (let frame = 0; frame < 120; frame++) {
        for (const [i, one] of all.entries()) one.setAttribute('cx', 200 + 100 * Math.cos(frame / 9 + i))
        await new Promise(requestAnimationFrame)
      } })()`)
    const events = (await page.events()).map(({ event }) => event)
    expect(describeRecording(events)).toEqual(await page.describe())
    expect(JSON.stringify(events).length).toBeLessThan(120 * 30 * 30)
    const { skipped } = await page.evaluate(() => globalThis.driver.recording().summary())
    expect(skipped['attribute-storm']).toBeGreaterThan(100)
    await page.close()
  })

  test('of a large adopted sheet takes many short tasks, also while it changes', { timeout: 60_000 }, async () => {
    const hasty = `const own = performance.now.bind(performance)
      let asked = 0
      performance.now = () => own() + (++asked % 40 === 0 ? 10 : 0)`
    const page = await open('<p>page</p>', hasty)
    await page.record()
    const texts = await page.evaluate(`(async () => {
      await driver.events()
      const sheet = new CSSStyleSheet()
      for (let i = 0; i < 3000; i++) sheet.insertRule('.r' + i + ' { top: ' + i + 'px }', i)
      document.adoptedStyleSheets = [sheet]
      for (let i = 0; i < 4; i++) {
        await new Promise(requestAnimationFrame)
        await new Promise((done) => setTimeout(done, 20))
        sheet.deleteRule(7)
        sheet.insertRule('.late' + i + ' { left: 1px }', sheet.cssRules.length)
      }
      return [...sheet.cssRules].map(({ cssText }) => cssText) })()`)
    const events = (await page.events()).map(({ event }) => event.data as Record<string, unknown>)
    const told: string[] = []
    for (const { source, styles, adds, removes } of events) {
      if (source === 15)
        told.push(...(styles as { rules: { rule: string }[] }[]).flatMap(({ rules }) => rules.map(({ rule }) => rule)))
      for (const { index, rule } of source === 8 ? ((adds ?? []) as { index: number; rule: string }[]) : [])
        told.splice(index, 0, rule)
      for (const { index } of source === 8 ? ((removes ?? []) as { index: number }[]) : []) told.splice(index, 1)
    }
    expect(told.map((rule) => rule.replaceAll(/[;\s]+/g, ''))).toEqual(
      (texts as string[]).map((rule) => rule.replaceAll(/[;\s]+/g, '')),
    )
    await page.close()
  })

  test('of a large page takes many short tasks', { timeout: 120_000 }, async () => {
    const page = await open('<i>x</i><b>y</b>'.repeat(6_000))
    await page.record()
    const events = (await page.events()).map(({ event }) => event)
    const mutations = events.filter(({ type }) => type === 3)
    expect(mutations.length).toBeGreaterThan(5)
    expect(describeRecording(events)).toEqual(await page.describe())
    await page.close()
  })
})
