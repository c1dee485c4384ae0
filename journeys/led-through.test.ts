import type { Me } from '@vitrine/protocol'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { codeNow } from './authenticator.ts'
import { chromiumPath, freshPage, launch, password, signUp } from './browser.ts'
import { clean, look } from './look.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

vi.setConfig({ testTimeout: 240_000 })

const options = { viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce' } as const

/** What the page itself would send. */
const call = <T>(page: Page, method: string, path: string, body: object): Promise<T> =>
  page.evaluate(
    async ([method, path, body]) => {
      const init: RequestInit = { method, body, headers: { 'content-type': 'application/json' } }
      const answer = await fetch(path, init)
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
      return answer.status === 204 ? undefined : answer.json()
    },
    [method, path, JSON.stringify(body)] as const,
  )

describe.skipIf(!chromiumPath)('somebody who owes a second step is led through it', () => {
  let vitrine: Vitrine
  let browser: Browser
  let admin: Page
  let organization: string
  let recoveryCode = ''

  beforeAll(async () => {
    ;[vitrine, browser] = await Promise.all([startVitrine({ args: ['--demo=false'] }), launch()])
    admin = await freshPage(browser, options)
    await signUp(admin, vitrine.signInLink)
    const { organizations } = (await (await vitrine.api('/api/me')).json()) as Me
    organization = `/organizations/${organizations[0]?.id}`
  }, 180_000)
  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
  })

  const invite = async (role: string, to: string) => {
    const about = { email: 'bo@example.com', displayName: 'Bo Example', role }
    return (await call<{ link: string }>(admin, 'POST', `/api${to}/members`, about)).link
  }

  test('where the organization asks for two-step sign-in, it is set up on the spot, and the page goes on', async () => {
    const bo = await freshPage(browser, options)
    await bo.goto(await invite('developer', organization))
    await bo.getByLabel('Password', { exact: true }).fill(password)
    await bo.getByRole('button', { name: 'Join' }).click()
    await bo.getByRole('button', { name: /Bo Example/ }).waitFor()
    const app = await call<{ secret: string }>(admin, 'POST', '/api/account/second-step', { password })
    await call(admin, 'POST', '/api/account/second-step/confirm', { code: codeNow(app.secret) })
    await call(admin, 'PATCH', `/api${organization}/second-step`, { required: true })

    await bo.goto(`${vitrine.dashboard}${organization}/members`)
    const dialog = bo.getByRole('dialog')
    await dialog.getByText('My organization asks its members for two-step sign-in.').waitFor()
    expect(await look(bo, 'second-step-needed')).toEqual(clean)
    await dialog.getByRole('button', { name: 'Close' }).click()
    await dialog.waitFor({ state: 'detached' })
    expect(await look(bo, 'second-step-put-off')).toEqual(clean)
    await bo.getByRole('button', { name: 'Set it up' }).first().click()
    await dialog.getByLabel('Your password').fill(password)
    await dialog.getByRole('button', { name: 'Go on' }).click()
    const secret = (await dialog.locator('pre').innerText()).trim()
    await dialog.getByLabel('The code that the app shows').fill(codeNow(secret))
    await dialog.getByRole('button', { name: 'Switch on' }).click()
    recoveryCode = await dialog.getByRole('listitem').first().innerText()
    await dialog.getByRole('button', { name: 'I have kept them' }).click()
    await bo.getByText('ada@example.com').first().waitFor()
    await bo.context().close()
  })

  test('whoever accepts an invitation and owes a code gives it there', async () => {
    const { organization: other } = await call<{ organization: { id: string } }>(admin, 'POST', '/api/organizations', {
      name: 'Other',
      code: 'other-one',
    })
    const bo = await freshPage(browser, options)
    await bo.goto(await invite('viewer', `/organizations/${other.id}`))
    await bo.getByLabel('Password', { exact: true }).fill(password)
    await bo.getByRole('button', { name: 'Join' }).click()
    await bo.getByRole('heading', { name: 'One more step' }).waitFor()
    expect(await look(bo, 'accept-second-step')).toEqual(clean)
    await bo.getByLabel('Code').fill(recoveryCode)
    await bo.getByRole('button', { name: 'Sign in' }).click()
    await bo.getByRole('button', { name: /Bo Example/ }).waitFor()
    await bo.goto(`${vitrine.dashboard}/organizations/${other.id}/members`)
    await bo.getByText('bo@example.com').first().waitFor()
    await bo.context().close()
  })
})
