import { randomUUID } from 'node:crypto'
import type { TriggerRule } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { texts } from './report/texts/all.ts'
import { chromiumPath, launch } from './testing/browser.ts'
import { openSite, type Site } from './testing/site.ts'

const words = texts.en

const rule = (more: Partial<TriggerRule>): TriggerRule => ({
  id: randomUUID(),
  name: 'Rule',
  enabled: true,
  when: 'any',
  conditions: [{ kind: 'error' }],
  withinSeconds: 60,
  sampling: 1,
  coolDownSeconds: 600,
  action: 'offer',
  reason: 'Something seems wrong.',
  ...more,
})

describe.skipIf(!chromiumPath)('triggers', () => {
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

  const visit = async (triggers: TriggerRule[], body = '<h1>Basket</h1>') => {
    site.policy({ triggers })
    const worker = page.waitForResponse(/worker\.js/)
    await Promise.all([worker, page.goto(site.page('/', body + site.tag()))])
  }
  const offer = () => page.getByRole('group', { name: words.button })
  const fail = (message: string) =>
    page.evaluate((message) => void setTimeout(() => Promise.reject(new Error(message))), message)
  const send = async () => {
    await page.getByRole('button', { name: words.send }).click()
    await page.getByText(words.sent).waitFor()
    const [received] = site.received
    if (!received) throw new Error('nothing arrived')
    return received.report
  }

  test('an error offers the dialog with the reason; what fired travels with the report, masked', async () => {
    const broken = rule({
      conditions: [
        { kind: 'error', message: 'till*' },
        { kind: 'error', message: 'Error: till' },
      ],
    })
    await visit([broken, rule({ enabled: false }), rule({ sampling: 0 })])
    await fail('till of ada@example.com broke')
    await offer().getByText('Something seems wrong.').waitFor()
    expect(await page.getByRole('dialog').count()).toBe(0)
    await offer().getByRole('button', { name: words.button }).click()
    await page.locator('button.main:enabled').waitFor()
    expect(await page.getByLabel(words.describe).inputValue()).toBe('Something seems wrong.')
    const { triggers } = await send()
    expect(triggers).toMatchObject([{ ruleId: broken.id, action: 'offer', answer: 'accepted' }])
    expect(triggers[0]?.cause).toMatch(/^Error: till of .* broke$/)
    expect(triggers[0]?.cause).not.toContain('ada@')
  })

  test('dismissed, it rests; a mark is in the timeline; nothing leaves the page meanwhile', async () => {
    const offering = rule({ conditions: [{ kind: 'custom', name: 'stuck' }] })
    const marking = rule({ name: 'Stuck again', action: 'mark', coolDownSeconds: 0, conditions: offering.conditions })
    await visit([offering, marking])
    const before = site.seen.filter(({ host, method }) => host === 'server' && method === 'POST').length
    await page.evaluate(() => window.Vitrine?.event('stuck'))
    await offer().getByRole('button', { name: words.notNow }).click()
    await page.evaluate(() => window.Vitrine?.event('stuck'))
    expect(site.seen.filter(({ host, method }) => host === 'server' && method === 'POST')).toHaveLength(before)
    await page.getByRole('button', { name: words.button }).click()
    await page.locator('button.main:enabled').waitFor()
    expect(await offer().count()).toBe(0)
    await page.getByLabel(words.describe).fill('Words')
    const { triggers, recording } = await send()
    expect(triggers.map(({ ruleId, answer }) => [ruleId, answer])).toEqual([
      [offering.id, 'dismissed'],
      [marking.id, 'none'],
      [marking.id, 'none'],
    ])
    const marks = recording.timeline.flatMap((entry) => (entry.kind === 'mark' ? entry.name : []))
    expect(marks.toSorted()).toEqual(['Stuck again', 'Stuck again', 'stuck', 'stuck'])
  })

  test('all conditions together: a failing request and an element that appears', async () => {
    const conditions: TriggerRule['conditions'] = [
      { kind: 'status', url: '*/api/broken', from: 500, to: 599 },
      { kind: 'element', selector: '.oops' },
    ]
    await visit([rule({ when: 'all', conditions })])
    await page.evaluate(async () => void (await fetch('/api/broken')))
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<p class=oops>Oops</p>'))
    await offer().getByText('Something seems wrong.').waitFor()
    await page.keyboard.press('Tab')
  })

  test('an offer is reached by keyboard, closed by Escape, and never comes while the dialog is open', async () => {
    await visit([rule({ coolDownSeconds: 0 })])
    await fail('first')
    await offer().getByRole('button', { name: words.notNow }).focus()
    await page.keyboard.press('Escape')
    await offer().waitFor({ state: 'detached' })
    await page.getByRole('button', { name: words.button }).click()
    await page.locator('button.main:enabled').waitFor()
    await fail('second')
    await page.getByLabel(words.describe).fill('Words')
    const { triggers } = await send()
    expect(triggers.map(({ answer }) => answer)).toEqual(['dismissed'])
    expect(await offer().count()).toBe(0)
  })
})
