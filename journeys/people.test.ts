import type { Me } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { linkIn, mailServer } from '../server/testing/mail-server.ts'
import { chromiumPath, freshPage, launch, password, signUp } from './browser.ts'
import { misfits, setScheme, violations } from './inspect.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

vi.setConfig({ testTimeout: 240_000 })

const wide = { width: 1280, height: 800 }
const narrow = { width: 320, height: 640 }

/** Nothing that keeps people out: light and wide, dark and narrow. */
async function expectFit(page: Page, name: string): Promise<void> {
  expect(await violations(page, 'html', []), name).toEqual([])
  await page.setViewportSize(narrow)
  await setScheme(page, 'dark')
  expect([...(await violations(page, 'html', [])), ...(await misfits(page, 'html'))], `${name}, narrow`).toEqual([])
  await page.setViewportSize(wide)
  await setScheme(page, 'light')
}

describe.skipIf(!chromiumPath)('people', () => {
  let vitrine: Vitrine
  let browser: Browser
  let mail: Awaited<ReturnType<typeof mailServer>>
  let admin: Page
  let organization: string

  beforeAll(async () => {
    mail = await mailServer()
    const { host, port } = mail.config
    const env = {
      SMTP_HOST: host,
      SMTP_PORT: String(port),
      SMTP_TLS: 'none',
      SMTP_FROM: 'Vitrine <vitrine@example.com>',
    }
    ;[vitrine, browser] = await Promise.all([startVitrine({ env }), launch()])
    admin = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
    await signUp(admin, vitrine.signInLink)
    const { organizations } = (await (await vitrine.api('/api/me')).json()) as Me
    organization = `${vitrine.dashboard}/organizations/${organizations[0]?.id}`
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
    await mail?.stop()
  })

  test('an admin invites a colleague by e-mail, who accepts and signs in', async () => {
    await admin.goto(`${organization}/members`)
    await admin.getByRole('button', { name: 'Invite' }).click()
    const dialog = admin.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('bo@example.com')
    await dialog.getByLabel('Name').fill('Bo Example')
    await dialog.getByRole('radio', { name: 'Developer' }).check()
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await dialog.getByText('An e-mail is on its way to bo@example.com').waitFor()
    await dialog.getByRole('button', { name: 'Done' }).click()
    await admin.getByText('bo@example.com').waitFor()

    const link = linkIn(await mail.next('bo@example.com'))
    const bo = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
    await bo.goto(link.href)
    await bo.getByLabel('Password', { exact: true }).fill(password)
    await expectFit(bo, 'accept')
    await bo.getByRole('button', { name: 'Join' }).click()
    await bo.waitForURL((url) => !url.pathname.includes('accept-invite'))
    await bo.getByRole('button', { name: /Bo Example/ }).click()
    await bo.getByRole('menuitem', { name: 'Sign out' }).click()
    await bo.waitForURL(/sign-in/)
    await bo.getByRole('link', { name: 'Forgot your password?' }).waitFor()
    await expectFit(bo, 'sign in')
    await bo.getByLabel('E-mail').fill('bo@example.com')
    await bo.getByLabel('Password', { exact: true }).fill(password)
    await bo.getByRole('button', { name: 'Sign in' }).click()
    await bo.waitForURL((url) => !url.pathname.includes('sign-in'))
    await bo.goto(`${organization}/members`)
    await bo.getByText('bo@example.com').first().waitFor()
    expect(await bo.getByRole('button', { name: 'Invite' }).count()).toBe(0)

    await admin.reload()
    await admin.getByLabel('Role of Bo Example').first().waitFor()
    await expectFit(admin, 'members')
    await bo.context().close()
  })

  test('a forgotten password is replaced by the link of an e-mail', async () => {
    const bo = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
    await bo.goto(`${vitrine.dashboard}/forgot-password`)
    await bo.getByLabel('E-mail').fill('bo@example.com')
    await expectFit(bo, 'forgot')
    await bo.getByRole('button', { name: 'Send the link' }).click()
    await bo.getByText('Look into your mail').waitFor()
    await bo.goto(linkIn(await mail.next('bo@example.com')).href)
    await bo.getByLabel('New password').fill(`${password} again`)
    await expectFit(bo, 'reset')
    await bo.getByRole('button', { name: 'Change password' }).click()
    await bo.waitForURL(/sign-in/)
    await bo.getByLabel('E-mail').fill('bo@example.com')
    await bo.getByLabel('Password', { exact: true }).fill(`${password} again`)
    await bo.getByRole('button', { name: 'Sign in' }).click()
    await bo.waitForURL((url) => !url.pathname.includes('sign-in'))
    await bo.context().close()
  })

  test('the pages of an organization and of the installation', async () => {
    await admin.goto(`${organization}/settings`)
    await admin.getByRole('heading', { name: 'Name and code' }).waitFor()
    await admin.getByLabel('Bills').fill('bills@example.com')
    await admin.getByRole('region', { name: 'Where we write to' }).getByRole('button', { name: 'Save' }).click()
    await admin.getByText('Saved.').first().waitFor()
    await expectFit(admin, 'settings')
    await admin.goto(`${vitrine.dashboard}/administration/organizations`)
    await admin.getByRole('link', { name: 'My organization' }).waitFor()
    await expectFit(admin, 'organizations')
    await admin.locator('input[aria-label="Who may register"]').click()
    await admin.getByRole('option', { name: 'Those who have a code' }).click()
    await admin.getByText('Saved.').first().waitFor()
    const stranger = await freshPage(browser, { viewport: wide, reducedMotion: 'reduce' })
    await stranger.goto(`${vitrine.dashboard}/register`)
    await stranger.getByRole('button', { name: 'Register' }).waitFor()
    await expectFit(stranger, 'register')
    await stranger.context().close()
  })

  test('what was made for one organization does not stand on the page of another', async () => {
    const owner = { email: 'nora@example.com', displayName: 'Nora North', language: 'en' }
    const made = await vitrine.api('/api/organizations', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'Northwind', code: 'northwind', owner }),
    })
    expect(made.status, await made.text()).toBeLessThan(300)
    await admin.goto(`${organization}/members`)
    await admin.getByRole('button', { name: 'Make a code' }).click()
    await admin.getByText('Copy it now').waitFor()
    await admin.getByRole('button', { name: /^Organization:/ }).click()
    await admin.getByRole('menuitem', { name: 'Northwind' }).click()
    await admin.getByText('nora@example.com').waitFor()
    expect(await admin.getByText('Copy it now').count()).toBe(0)
  })
})
