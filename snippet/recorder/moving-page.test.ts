import fc from 'fast-check'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, launch } from '../testing/browser.ts'
import { describeRecording } from './testing/describe-recording.ts'
import { bundleDriver, openRecorded } from './testing/recorded-page.ts'

/** Changes the page at random, from a seed, in the middle of everything: also between the slices of the first walk. */
const scramble = `
  window.scramble = async (seed, rounds, perRound) => {
    const next = () => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) / 0x7fffffff
    const pick = (list) => list[Math.floor(next() * list.length)]
    const made = () => {
      const kind = next()
      if (kind < 0.2) return document.createTextNode('t' + Math.floor(next() * 1e6))
      if (kind < 0.25) return document.createComment('c')
      const element = document.createElement(pick(['p', 'div', 'span', 'ul', 'section']))
      element.id = 'e' + Math.floor(next() * 1e6)
      for (let i = next() * 4; i > 1; i--) element.append(made())
      if (kind > 0.95) element.attachShadow({ mode: 'open' }).append(made(), made())
      return element
    }
    const taken = []
    const change = () => {
      const all = document.body.querySelectorAll('*')
      const inShadow = next() < 0.1 && [...all].find((one) => one.shadowRoot)
      const target = inShadow ? inShadow.shadowRoot : all.length && next() > 0.4 ? pick(all) : document.body
      const what = next()
      const child = target.childNodes.length ? pick(target.childNodes) : null
      if (what < 0.3) target.insertBefore(made(), child)
      else if (what < 0.5) { if (child) { taken.push(child); child.remove() } }
      else if (what < 0.65) { const back = taken.pop(); if (back && !back.contains(target)) target.insertBefore(back, child) }
      else if (what < 0.8) { const other = pick(all); if (other && !other.contains(target) && other !== target) target.insertBefore(other, child?.contains(other) ? null : child) }
      else if (what < 0.9) { if (child?.nodeType === 3) child.data = 'changed ' + next() }
      else target.setAttribute?.('data-x', String(next()))
    }
    for (let round = 0; round < rounds; round++) {
      for (let i = 0; i < perRound; i++) try { change() } catch {}
      await new Promise((done) => (next() < 0.7 ? setTimeout(done) : requestAnimationFrame(() => setTimeout(done, 5))))
    }
  }`

describe.skipIf(!chromiumPath)('a page that changes while it is walked through', () => {
  let browser: Browser
  let script: string

  beforeAll(async () => {
    ;[browser, script] = await Promise.all([launch(), bundleDriver()])
  }, 60_000)
  afterAll(() => browser?.close())

  const compare = async (before: string, count: number, run: string) => {
    const row = (i: number) => `<div class="row r${i}"><b>${i}</b> text <i>more <u>deep ${i}</u></i></div>`
    const rows = Array.from({ length: count }, (_, i) => row(i)).join('')
    const page = await openRecorded(browser, `${before};${script};${scramble}`, `<!doctype html><body>${rows}</body>`)
    await page.record()
    await page.evaluate(run)
    const events = (await page.events()).map(({ event }) => event)
    const [recorded, live] = [describeRecording(events), await page.describe()]
    const { problems } = page
    await page.close()
    expect(problems).toEqual([])
    expect(recorded).toEqual(live)
  }

  test('ends in the recording as it is', { timeout: 120_000 }, async () => {
    const property = fc.asyncProperty(fc.nat(1e6), fc.integer({ min: 1, max: 40 }), (seed, perRound) =>
      compare('', 1_200, `scramble(${seed}, 20, ${perRound})`),
    )
    await fc.assert(property, { numRuns: 4, endOnFailure: true })
  })

  test('also when there is too little time to read what has changed', { timeout: 120_000 }, async () => {
    // A clock that every now and then says that the time is up, when little of a slice has been done.
    const hasty = `const own = performance.now.bind(performance)
      let asked = 0
      performance.now = () => own() + (++asked % 11 === 0 ? 10 : 0)`
    const rushing = 'const own = performance.now.bind(performance); performance.now = () => own() * 100'
    const clock = fc.constantFrom(hasty, rushing)
    const property = fc.asyncProperty(clock, fc.nat(1e6), fc.integer({ min: 50, max: 300 }), (clock, seed, perRound) =>
      compare(clock, 100, `scramble(${seed}, 15, ${perRound})`),
    )
    await fc.assert(property, { numRuns: 8, endOnFailure: true })
  })
})
