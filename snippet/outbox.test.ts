import { describe, expect } from 'vitest'
import { chromiumPath } from './testing/browser.ts'
import { publicKey } from './testing/receiver.ts'
import { nothingRests, resting, safe, test } from './testing/waiting-reports.ts'

describe.skipIf(!chromiumPath)('reports that wait', () => {
  test('sent while offline, the page reloaded, online again: it arrives once', async ({
    site,
    context,
    page,
    visitor,
  }) => {
    const { news, heard, asked, visit, recorded, leaveOne, rejoin, arrived } = visitor
    await recorded()
    site.cut(true)
    await leaveOne('Written in a tunnel')
    const [[, id] = []] = await news()
    expect(await news()).toEqual([['queued', id]])
    await context.setOffline(false)
    await visit()
    await page.waitForRequest(/\/v1\/reports$/)
    await rejoin()
    expect(await (await heard('sent')).jsonValue()).toBe(id)
    expect(arrived()).toEqual([['Written in a tunnel', true]])
    expect(site.received[0]?.chunks.size).toBe(site.received[0]?.report.recording.chunks)
    expect([asked(/PUT/), asked(/POST .*complete/)]).toEqual([site.received[0]?.chunks.size, 1])
    await nothingRests(page)
  })

  test('the dialog goes on by itself when the connection is back', async ({ context, page, visitor }) => {
    const { news, recorded, write, send } = visitor
    await recorded()
    await write()
    await context.setOffline(true)
    await send()
    await page.getByText(safe).waitFor()
    await context.setOffline(false)
    await page.getByText('Your report has been sent').waitFor()
    expect((await news()).map(([name]) => name)).toEqual(['queued', 'sent'])
  })

  test('in the dialog, what waits can be taken back', async ({ context, page, visitor }) => {
    const { recorded, write, send, arrived } = visitor
    await recorded()
    await write('Taken back')
    await context.setOffline(true)
    await send()
    await page.getByRole('button', { name: 'Don’t send' }).click()
    await nothingRests(page)
    expect(await page.getByLabel('What happened?').inputValue()).toBe('Taken back')
    await context.setOffline(false)
    await send()
    await page.getByText('Your report has been sent').waitFor()
    expect(arrived()).toEqual([['Taken back', true]])
  })

  test('destroy() alone leaves it for the next page', async ({ site, context, page, visitor }) => {
    const { heard, visit, recorded, leaveOne, arrived } = visitor
    await recorded()
    site.cut(true)
    await leaveOne()
    await page.evaluate(() => window.Vitrine?.destroy())
    await context.setOffline(false)
    site.cut(false)
    expect(await resting(page)).toHaveLength(1)
    await visit()
    await heard('sent')
    expect(arrived()).toEqual([['It broke', true]])
  })

  test('a page where nothing waits opens no database and loads no sender', async ({ context, page, visitor }) => {
    const { asked, recorded } = visitor
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new Error('opened')
      }
    })
    await recorded()
    await page.waitForLoadState('networkidle')
    expect(asked(/sender/)).toBe(0)
    expect(await page.evaluate(async () => (await indexedDB.databases()).length)).toBe(0)
  })

  test('a site that clears its storage does not strand a report', async ({ site, context, page, visitor }) => {
    const { heard, visit, recorded, leaveOne, arrived } = visitor
    await recorded()
    site.cut(true)
    await leaveOne()
    await page.evaluate(() => localStorage.clear())
    await context.setOffline(false)
    site.cut(false)
    await visit()
    await heard('sent')
    expect(arrived()).toEqual([['It broke', true]])
  })

  test('two projects on one origin leave each other’s alone', async ({ site, context, page, visitor }) => {
    const { heard, visit, write, send, leaveOne, arrived } = visitor
    site.policy({ recordingSeconds: 0 })
    await visit()
    site.cut(true)
    await leaveOne('Of the first')
    await context.setOffline(false)
    const second = site.tag().replace(publicKey, `pk_${'second'.repeat(4)}`)
    await page.goto(site.page('/second', second))
    site.cut(false)
    await write('Of the second')
    await send()
    await page.getByText('Your report has been sent').waitFor()
    await page.evaluate(() => window.Vitrine?.consent({ record: false }))
    expect(arrived()).toEqual([['Of the second', true]])
    expect(await resting(page)).toHaveLength(1)
    await visit()
    await heard('sent')
    expect(arrived().map(([words]) => words)).toEqual(['Of the second', 'Of the first'])
  })
})
