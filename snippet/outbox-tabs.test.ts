import { describe, expect } from 'vitest'
import { chromiumPath } from './testing/browser.ts'
import { publicKey } from './testing/receiver.ts'
import { grow, nothingRests, safe, test } from './testing/waiting-reports.ts'

describe.skipIf(!chromiumPath)('reports that wait, and tabs that come and go', () => {
  test('a tab closed in the middle: the next one goes on at the missing chunk', async ({
    site,
    page,
    newPage,
    visitor,
  }) => {
    const { heard, asked, visit, recorded, write, send, arrived } = visitor
    await recorded()
    await grow(page)
    await write()
    const held = site.hold(/PUT .*chunks\/2/)
    await send()
    const drop = await held
    await page.close()
    drop()
    const next = await newPage()
    await visit(next)
    await heard('sent', next)
    const [one] = site.received
    expect(one?.report.recording.chunks).toBeGreaterThanOrEqual(3)
    expect([...(one?.chunks.keys() ?? [])].sort((a, b) => a - b)).toEqual([
      ...Array(one?.report.recording.chunks).keys(),
    ])
    expect([0, 1, 2].map((seq) => asked(new RegExp(`PUT .*chunks/${seq}$`)))).toEqual([1, 1, 2])
    expect(arrived()).toEqual([['It broke', true]])
  })

  test('two tabs that both see it send it once, and the dialog hears of the other’s', async ({
    context,
    page,
    newPage,
    visitor,
  }) => {
    const { news, asked, visit, recorded, write, send, arrived } = visitor
    await recorded()
    const other = await newPage()
    await visit(other)
    await write()
    await context.setOffline(true)
    await send()
    await page.getByText(safe).waitFor()
    await context.setOffline(false)
    await page.getByText('Your report has been sent').waitFor()
    await nothingRests(other)
    const told = [...(await news(page)), ...(await news(other))].filter(([name]) => name === 'sent')
    expect(told).toHaveLength(1)
    expect(arrived()).toEqual([['It broke', true]])
    expect([asked(/PUT .*chunks\/0$/), asked(/POST .*complete/)]).toEqual([1, 1])
  })

  test.for(['locks', 'no locks'])(
    'when the tab that sends dies, another one takes over: %s',
    { timeout: 90_000 },
    async (how, { site, context, page, newPage, visitor }) => {
      const { heard, asked, visit, recorded, write, send, arrived } = visitor
      if (how === 'no locks')
        await context.addInitScript(() => Object.defineProperty(Navigator.prototype, 'locks', { value: undefined }))
      const other = await newPage()
      await visit(other)
      await recorded()
      await grow(page)
      await write()
      const held = site.hold(/PUT .*chunks\/1/)
      await send()
      const drop = await held
      await other.waitForFunction(() =>
        performance.getEntriesByType('resource').some(({ name }) => /sender/.test(name)),
      )
      expect(asked(/POST .*reports$/)).toBe(1)
      const crashed = page.waitForEvent('crash')
      await page.goto('chrome://crash').catch(() => {})
      await crashed
      drop()
      await heard('sent', other)
      expect(arrived()).toEqual([['It broke', true]])
      expect(asked(/PUT .*chunks\/0$/)).toBe(1)
    },
  )

  test('a page that comes back from the back/forward cache goes on', async ({ site, page, visitor }) => {
    const { asked, recorded, write, send, arrived } = visitor
    await recorded()
    await write()
    const held = site.hold(/POST .*complete/)
    await send()
    await held
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })))
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))
    await page.getByText('Your report has been sent').waitFor()
    expect(arrived()).toEqual([['It broke', true]])
    expect(asked(/PUT .*chunks\/0$/)).toBe(1)
  })

  test('left in the moment it is written down, it is sent by the next visit', async ({ site, page, visitor }) => {
    const { heard, visit, recorded, write, arrived } = visitor
    const away = site.page('/away', '<h1>Elsewhere</h1>')
    await recorded()
    await grow(page)
    await write('Gone at once')
    site.cut(true)
    await page.evaluate(
      async ([away, name]) => {
        const root = document.querySelector('[data-vitrine]')?.shadowRoot
        root?.querySelector<HTMLButtonElement>('button.main')?.click()
        const done = <T>(request: IDBRequest<T>) =>
          new Promise<T>((resolve) => request.addEventListener('success', () => resolve(request.result)))
        for (let kept = 0; kept === 0; ) {
          if (!(await indexedDB.databases()).some((one) => one.name === name)) continue
          const database = await done(indexedDB.open(name))
          kept = await done(database.transaction('reports').objectStore('reports').count())
          database.close()
        }
        location.href = away
      },
      [away, `vitrine:outbox:${publicKey}`] as const,
    )
    await page.getByText('Elsewhere').waitFor()
    expect(site.received).toEqual([])
    site.cut(false)
    await visit()
    await heard('sent')
    expect(arrived()).toEqual([['Gone at once', true]])
    expect(site.received[0]?.chunks.size).toBe(site.received[0]?.report.recording.chunks)
  })

  test('sent just before leaving, it is handed to the browser', async ({ site, page, visitor }) => {
    const { visit, write, send } = visitor
    site.policy({ recordingSeconds: 0 })
    await visit()
    await write('Gone at once')
    const held = site.hold(/POST .*reports$/)
    await send()
    await held
    await page.goto('about:blank')
    await expect.poll(() => site.received.map(({ report }) => report.description)).toEqual(['Gone at once'])
  })
})
