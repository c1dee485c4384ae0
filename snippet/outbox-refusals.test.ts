import { describe, expect } from 'vitest'
import type { Language } from './api.ts'
import { texts } from './report/texts/all.ts'
import { chromiumPath } from './testing/browser.ts'
import { violations } from './testing/violations.ts'
import { launched, nothingRests, resting, test } from './testing/waiting-reports.ts'

describe.skipIf(!chromiumPath)('reports that wait, and a server that says no', () => {
  test.for([
    [403, 'refused', 'not allowed to send'],
    [410, 'gone', 'has been deleted'],
    [413, 'too-large', 'too large'],
    [422, 'failed', 'could not be sent. Because.'],
  ] as const)(
    'a refusal with %i after a reload is told at the button and not tried again',
    async ([status, code, text], { site, context, page, visitor }) => {
      const { news, visit, leaveOne, rejoin } = visitor
      site.policy({ recordingSeconds: 0 })
      await visit()
      site.cut(true)
      await leaveOne()
      await context.setOffline(false)
      await visit()
      await page.waitForRequest(/\/v1\/reports$/)
      site.refuse(/POST .*reports$/, { status, body: { detail: 'Because.' } })
      await rejoin()
      const note = page.getByRole('status').filter({ hasText: 'A report you sent earlier did not arrive.' })
      await note.waitFor()
      expect(await note.textContent()).toContain(text)
      expect(await news()).toEqual([['error', code]])
      await nothingRests(page)
      await page.getByRole('button', { name: 'Close this message' }).click()
      await page.getByText('did not arrive').waitFor({ state: 'detached' })
      await launched(page).click()
      await page.getByRole('dialog').waitFor()
      expect(site.received).toEqual([])
    },
  )

  test.for(Object.keys(texts) as Language[])(
    'fits a small window and is accessible in %s',
    async (language, { site, context, page, visitor }) => {
      const { visit, send, rejoin } = visitor
      const { button, queuedOffline, refusedLater, dontSend, closeNote } = texts[language]
      site.policy({ recordingSeconds: 0 })
      await page.setViewportSize({ width: 320, height: 560 })
      await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: language === 'de' ? 'dark' : 'light' })
      await visit(page, `data-locale="${language}"`)
      site.cut(true)
      await page.getByRole('button', { name: button }).click()
      await page.locator('button.main:enabled').waitFor()
      await page.locator('textarea').fill('Small')
      await context.setOffline(true)
      await send()
      await page.getByText(queuedOffline).waitFor()
      const within = () =>
        page.evaluate(() => {
          const boxes = [
            ...(document
              .querySelector('[data-vitrine]')
              ?.shadowRoot?.querySelectorAll('footer button, .aside, .aside button') ?? []),
          ]
            .filter((one) => one.checkVisibility())
            .map((one) => one.getBoundingClientRect())
          return boxes.every(({ left, right, top, bottom }) => left >= 0 && top >= 0 && right <= 320 && bottom <= 560)
        })
      await page.getByRole('button', { name: dontSend }).waitFor()
      expect([await violations(page), await within()]).toEqual([[], true])
      await page.locator('button.main').click()
      await context.setOffline(false)
      await visit(page, `data-locale="${language}"`)
      site.refuse(/POST .*reports$/, { status: 410 })
      await rejoin()
      await page.getByText(refusedLater).waitFor()
      await page.getByRole('button', { name: closeNote }).waitFor()
      expect([await violations(page), await within()]).toEqual([[], true])
    },
  )

  test('waits as long as the server asks for, also after a reload', async ({ site, page, visitor }) => {
    const { asked, visit, write, send } = visitor
    site.policy({ recordingSeconds: 0 })
    await visit()
    await write()
    site.refuse(/POST .*reports$/, { status: 503, headers: { 'retry-after': '1800' } })
    const before = Date.now()
    await send()
    await page.getByText('as soon as it can be received').waitFor()
    await expect.poll(async () => (await resting(page))[0]?.notBefore).toBeGreaterThan(before + 1_700_000)
    const loaded = page.waitForResponse(/sender\.js/)
    await visit()
    await loaded
    await page.waitForLoadState('networkidle')
    expect(asked(/POST .*reports$/)).toBe(1)
  })

  test('a token that has grown too old is renewed', async ({ site, page, visitor }) => {
    const { asked, recorded, write, send, arrived } = visitor
    await recorded()
    await write()
    site.refuse(/PUT/, { status: 401 })
    await send()
    await page.getByText('Your report has been sent').waitFor()
    expect(arrived()).toEqual([['It broke', true]])
    expect(asked(/POST .*reports$/)).toBe(2)
  })
})
