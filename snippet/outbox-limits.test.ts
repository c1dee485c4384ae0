import { describe, expect } from 'vitest'
import { chromiumPath } from './testing/browser.ts'
import { publicKey } from './testing/receiver.ts'
import { age, nothingRests, resting, test } from './testing/waiting-reports.ts'

describe.skipIf(!chromiumPath)('where reports can’t wait, or not for longer', () => {
  test('where nothing can be kept it is sent all the same, and says so only when that fails', async ({
    context,
    page,
    visitor,
  }) => {
    const { recorded, write, send, arrived } = visitor
    await context.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException('blocked', 'SecurityError')
      }
    })
    await recorded()
    await write('From memory')
    await send()
    await page.getByText('Your report has been sent').waitFor()
    await page.getByRole('button', { name: 'Done' }).click()
    await write('Offline')
    await context.setOffline(true)
    await send()
    await page.getByRole('alert').filter({ hasText: 'Keep this page open' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report has been sent').waitFor()
    expect(arrived()).toEqual([
      ['From memory', true],
      ['Offline', true],
    ])
  })

  test('a page that may keep nothing at all can send', async ({ site, page, visitor }) => {
    const { write, send, arrived } = visitor
    const headers = { 'content-security-policy': 'sandbox allow-scripts allow-forms' }
    await page.goto(site.page('/sandboxed', `<h1>Shop</h1>${site.tag()}`, headers))
    await write('From a sandbox')
    await send()
    await page.getByText('Your report has been sent').waitFor()
    expect(arrived()).toEqual([['From a sandbox', true]])
  })

  test('what is written down too late is not sent after it was cancelled', async ({ context, page, visitor }) => {
    const { recorded, write, send } = visitor
    await context.addInitScript(() => {
      const { request } = LockManager.prototype
      const gate = new Promise<void>((open) => Reflect.set(window, 'openGate', open))
      LockManager.prototype.request = async function (this: LockManager, ...given: never[]) {
        if (String(given[0]).startsWith('vitrine:outbox:')) await gate
        return Reflect.apply(request, this, given) as unknown
      }
    })
    await recorded()
    await write('Never mind')
    await context.setOffline(true)
    await send()
    await page.getByRole('alert').filter({ hasText: 'Keep this page open' }).waitFor()
    await page.getByRole('button', { name: 'Cancel' }).click()
    // Whoever asks later has to wait until it has been written down.
    await page.evaluate(async (name) => {
      Reflect.get(window, 'openGate')()
      await navigator.locks.request(name, () => {})
    }, `vitrine:outbox:${publicKey}`)
    await nothingRests(page)
  }, 60_000)

  test('a disk without room is no obstacle', async ({ site, context, page, visitor }) => {
    const { recorded, write, send, arrived } = visitor
    await recorded()
    await write()
    const session = await context.newCDPSession(page)
    await session.send('Storage.overrideQuotaForOrigin', { origin: site.origin, quotaSize: 1 })
    await context.setOffline(true)
    await send()
    await page.getByRole('alert').filter({ hasText: 'Keep this page open' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report has been sent').waitFor()
    expect(arrived()).toEqual([['It broke', true]])
  })

  test('five wait at most: a sixth is not kept, says so, and none is dropped', async ({
    site,
    context,
    page,
    visitor,
  }) => {
    const { visit, write, send, leaveOne, arrived } = visitor
    site.policy({ recordingSeconds: 0 })
    await visit()
    for (const number of ['1', '2', '3', '4', '5']) {
      await leaveOne(number)
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await write('6')
    await send()
    await page.getByRole('alert').filter({ hasText: 'other reports are waiting' }).waitFor()
    await context.setOffline(false)
    await page.getByRole('button', { name: 'Try again' }).click()
    await page.getByText('Your report has been sent').waitFor()
    await nothingRests(page)
    expect(new Set(arrived().map(([number]) => number))).toEqual(new Set(['1', '2', '3', '4', '5', '6']))
    expect(site.received).toHaveLength(6)
  })

  test('after 7 days it is given up, and the customer is told', async ({ site, context, page, visitor }) => {
    const { news, visit, leaveOne } = visitor
    site.policy({ recordingSeconds: 0 })
    await visit()
    site.cut(true)
    await leaveOne()
    await context.setOffline(false)
    await age(page, 6)
    await visit()
    await page.waitForRequest(/\/v1\/reports$/)
    expect(await resting(page)).toHaveLength(1)
    await age(page, 1.1)
    await visit()
    await page.getByRole('status').filter({ hasText: 'waited for more than 7 days' }).waitFor()
    expect(await news()).toEqual([['error', 'expired']])
    await nothingRests(page)
    expect(site.received).toEqual([])
  })

  test.for(['consent({ record: false })', 'destroy({ forget: true })'])(
    '%s deletes what waits',
    async (call, { site, context, page, visitor }) => {
      const { asked, visit, recorded, leaveOne } = visitor
      await recorded()
      site.cut(true)
      await leaveOne()
      await page.evaluate(`Vitrine.${call}`)
      await nothingRests(page)
      await context.setOffline(false)
      const ready = page.waitForResponse(/worker\.js/)
      await visit()
      await ready
      await page.waitForLoadState('networkidle')
      expect(asked(/POST .*reports/)).toBe(0)
      expect(asked(/sender/)).toBe(1)
    },
  )
})
