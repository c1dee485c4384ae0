import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

describe.skipIf(!chromiumPath)('a trigger is written, tried, offers a report and stands in it', () => {
  let vitrine: Vitrine
  let browser: Browser
  let admin: Page
  let visitor: Page

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch()])
    admin = await freshPage(browser)
    visitor = await freshPage(browser)
    await signUp(admin, vitrine.signInLink)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
  })

  test('an admin writes a rule', async () => {
    await admin.getByRole('link', { name: 'Settings' }).first().click()
    await admin.getByRole('button', { name: 'Add a trigger' }).click()
    await admin.getByRole('button', { name: 'Use this trigger' }).click()
    await admin.getByText('Give it a name.').waitFor()
    await admin.getByRole('textbox', { name: 'Name', exact: true }).fill('Delivery date fails')
    await admin.getByRole('combobox', { name: 'What happens' }).click()
    await admin.getByRole('option', { name: 'A request that was answered with' }).click()
    await admin.getByRole('textbox', { name: 'Address', exact: true }).fill('*/api/delivery*')
    await admin.getByRole('textbox', { name: 'Reason' }).fill('The delivery date could not be found.')
    await admin.getByRole('button', { name: 'Try it on recent reports' }).click()
    await admin.getByText(/It would have fired on 0 of the newest 0 reports/).waitFor()
    await admin.getByRole('button', { name: 'Use this trigger' }).click()
    await admin.getByText('500 to 599 from */api/delivery*: offers the report').waitFor()
    await admin.getByRole('region', { name: 'Triggers' }).getByRole('button', { name: 'Save' }).click()
    await admin.getByText('Saved.').waitFor()
  })

  test('the visitor meets the failure, takes the offer and sends', async () => {
    const worker = visitor.waitForResponse(/worker\.js/)
    await Promise.all([worker, visitor.goto(vitrine.demo)])
    await visitor.getByRole('button', { name: 'Check delivery date' }).click()
    const offer = visitor.getByRole('group', { name: 'Report Issue' })
    await offer.getByText('The delivery date could not be found.').waitFor()
    await offer.getByRole('button', { name: 'Report Issue' }).click()
    await visitor.locator('button.main:enabled').waitFor()
    await visitor.getByRole('button', { name: 'Send report' }).click()
    await visitor.getByText('Thank you. Your report has been sent.').waitFor()
  })

  test('the report says what fired, and a trial finds it', async () => {
    await admin
      .getByRole('link', { name: /reports/i })
      .first()
      .click()
    await admin.getByRole('link', { name: /The delivery date could not be found/ }).click()
    await admin.getByRole('tab', { name: /details/i }).click()
    await admin.getByText('Triggers that fired').waitFor()
    await admin.getByText(/the visitor accepted/).waitFor()
    await admin.getByRole('link', { name: 'Settings' }).first().click()
    await admin.getByRole('button', { name: 'Change Delivery date fails' }).click()
    await admin.getByRole('button', { name: 'Try it on recent reports' }).click()
    await admin.getByText(/It would have fired on 1 of the newest 1 report\./).waitFor()
    expect(await admin.getByText(/POST|GET/).count()).toBeGreaterThan(0)
  })
})
