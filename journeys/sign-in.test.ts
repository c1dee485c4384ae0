import type { Me } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codeNow } from './authenticator.ts'
import { chromiumPath, freshPage, launch, password, signUp } from './browser.ts'
import { clean, look } from './look.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

vi.setConfig({ testTimeout: 240_000 })

describe.skipIf(!chromiumPath)('a member looks after their sign-in', () => {
  let vitrine: Vitrine
  let browser: Browser
  let page: Page

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine({ args: ['--demo=false'] }), launch()])
    page = await freshPage(browser, { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' })
    await signUp(page, vitrine.signInLink)
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
  })

  test('switches two-step sign-in on and signs in with it', async () => {
    await page.goto(`${vitrine.dashboard}/account`)
    await page.getByRole('button', { name: 'Switch on' }).click()
    await page.getByLabel('Your password').fill(password)
    await page.getByRole('button', { name: 'Go on' }).click()
    await page.getByRole('img', { name: /QR code/ }).waitFor()
    expect(await look(page, 'app')).toEqual(clean)
    const secret = await page.getByRole('dialog').locator('pre').innerText()
    await page.getByLabel('The code that the app shows').fill(codeNow(secret.trim()))
    await page.getByRole('dialog').getByRole('button', { name: 'Switch on' }).click()
    await page.getByText('They are shown only this once').waitFor()
    const code = await page.getByRole('dialog').getByRole('listitem').first().innerText()
    expect(await look(page, 'codes')).toEqual(clean)
    await page.getByRole('button', { name: 'I have kept them' }).click()
    await page.getByText(/10 of 10 recovery codes left/).waitFor()

    const other = await freshPage(browser, { viewport: { width: 1280, height: 800 } })
    await other.goto(`${vitrine.dashboard}/sign-in?next=/account`)
    await other.getByLabel('E-mail').fill('ada@example.com')
    await other.getByLabel('Password', { exact: true }).fill(password)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByRole('heading', { name: 'One more step' }).waitFor()
    expect(await look(other, 'second-step')).toEqual(clean)
    await other.getByLabel('Code').fill(code)
    await other.getByRole('button', { name: 'Sign in' }).click()
    await other.getByText(/9 of 10 recovery codes left/).waitFor()
  })

  test('sees both browsers and signs out of the other one', async () => {
    await page.reload()
    await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor()
    expect(await look(page, 'account')).toEqual(clean)
    await page.getByRole('button', { name: /^Sign out of/ }).click()
    await page.getByRole('button', { name: 'Sign out everywhere else' }).waitFor({ state: 'detached' })
  })

  test('makes a token that reads and does nothing else', async () => {
    await page.getByRole('button', { name: 'New token' }).click()
    await page.getByLabel('What it is for').fill('Nightly numbers')
    expect(await look(page, 'new-token')).toEqual(clean)
    await page.getByRole('button', { name: 'Make token' }).click()
    const token = await page.getByRole('dialog').locator('pre').innerText()
    const headers = { authorization: `Bearer ${token.trim()}` }
    const answer = await fetch(`${vitrine.dashboard}/api/me`, { headers })
    expect(((await answer.json()) as Me).platformAdmin).toBe(false)
    const refused = await fetch(`${vitrine.dashboard}/api/account/tokens`, { headers })
    expect(refused.status).toBe(403)
    await page.getByRole('button', { name: 'Done' }).click()
    await page.getByText('Nightly numbers').waitFor()
  })

  test('sets how the organization’s members get in', async () => {
    const { organizations } = (await (await vitrine.api('/api/me')).json()) as Me
    await page.goto(`${vitrine.dashboard}/organizations/${organizations[0]?.id}/sign-on`)
    await page.getByRole('heading', { name: 'Sign-in', level: 1 }).waitFor()
    await page.getByLabel('Another domain').fill('example.com')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('Not proven yet').waitFor()
    expect(await look(page, 'sign-on')).toEqual(clean)
    await page.getByRole('button', { name: 'Vouch for it as operator' }).click()
    await page.getByText('Yours', { exact: true }).waitFor()
    await page.getByLabel('Address of the provider').fill('https://10.0.0.1')
    await page.getByLabel('Client ID').fill('x')
    await page.getByLabel('Client secret').fill('x')
    await page.getByRole('button', { name: 'Check and switch on' }).click()
    await page.getByText(/private address/).waitFor()
  })
})
