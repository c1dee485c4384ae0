import type { Me } from '@vitrine/protocol'
import OpenAI from 'openai'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Simulator, serveSimulator } from '../tools/simulator/serve.ts'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

vi.setConfig({ testTimeout: 240_000 })

const usable = (key: string | null): string => {
  if (!key) throw new Error('npm start gave no relay key')
  return key
}

describe.skipIf(!chromiumPath)('a newcomer to the relay', () => {
  let vitrine: Vitrine
  let browser: Browser
  let page: Page
  let other: Simulator
  let relay: string

  beforeAll(async () => {
    ;[vitrine, browser, other] = await Promise.all([
      // The other provider is on this machine, which an operator has to allow.
      startVitrine({ env: { VITRINE_PRIVATE_PROVIDERS: 'true' } }),
      launch(),
      serveSimulator({ keep: true }),
    ])
    const me = (await (await vitrine.api('/api/me')).json()) as Me
    relay = `${vitrine.dashboard}/organizations/${me.organizations[0]?.id}/relay`
    page = await freshPage(browser)
    await signUp(page, vitrine.signInLink)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
    await other?.close()
  })

  test('asks in the playground with the key that was printed, which stays nowhere', async () => {
    await page.goto(`${relay}/playground`)
    await page.getByLabel('Relay key').fill(usable(vitrine.relayKey))
    await page.getByRole('combobox', { name: 'Model' }).click()
    await page.getByRole('option', { name: 'sim-small' }).click()
    await page.getByLabel('Message').fill('Is anybody there?')
    await page.getByRole('button', { name: 'Ask', exact: true }).click()
    await page.getByText('a simulated model. You said: “Is anybody there?”').waitFor()
    await page.getByRole('status').filter({ hasText: 'Complete' }).waitFor()
    await page.getByText('Cost', { exact: true }).waitFor()
    const facts = await page.locator('dl').innerText()
    for (const fact of ['$0.0', 'Provider', 'Attempts', 'Tokens in', 'Tokens out', 'Request'])
      expect(facts).toContain(fact)
    const kept = await page.evaluate(() =>
      JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie]),
    )
    expect(kept).not.toContain(usable(vitrine.relayKey).slice(3))
  })

  test('streams with the official client, which learns of a wrong key as ever', async () => {
    const client = (apiKey: string) => new OpenAI({ baseURL: `${vitrine.dashboard}/v1`, apiKey, maxRetries: 0 })
    const messages = [{ role: 'user', content: 'ping' }] as const
    const stream = await client(usable(vitrine.relayKey)).chat.completions.create({
      model: 'sim-small',
      messages: [...messages],
      stream: true,
    })
    let text = ''
    for await (const { choices } of stream) text += choices[0]?.delta.content ?? ''
    expect(text).toBe('pong')
    const refused = client(`vk-${'A'.repeat(43)}`).chat.completions.create({
      model: 'sim-small',
      messages: [...messages],
    })
    await expect(refused).rejects.toBeInstanceOf(OpenAI.AuthenticationError)
  })

  test('adds a provider by its form, and asks one of its models', async () => {
    await page.goto(`${vitrine.dashboard}/administration/relay`)
    await page.getByRole('button', { name: 'Add provider' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('combobox', { name: 'Provider' }).click()
    await dialog.getByRole('option', { name: 'OpenAI-compatible' }).click()
    await dialog.getByLabel('Name').fill('Second house')
    await dialog.getByLabel('Address').fill(`${other.url}/v1`)
    await dialog.getByRole('combobox', { name: 'Models to offer' }).fill('house-model')
    await dialog.getByRole('combobox', { name: 'Models to offer' }).press('Enter')
    await dialog.getByRole('button', { name: 'Test and use' }).click()
    await page.getByRole('button', { name: 'Test Second house' }).waitFor()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByText('house-model').waitFor()
    expect(other.seen.length).toBeGreaterThan(0)
  })

  test('finds what was asked among the requests and in the usage', async () => {
    await page.goto(`${relay}/requests`)
    const list = page.getByRole('list', { name: 'Requests' })
    await list.getByText('sim-small').first().waitFor()
    await list.getByText('Answered').first().waitFor()
    await page.goto(`${relay}/usage`)
    await page.getByRole('list', { name: 'Cost by model' }).getByText('sim-small').waitFor()
    await page.goto(relay.replace(/relay$/, 'balance'))
    await page
      .getByText(/^\$9\.9/)
      .first()
      .waitFor()
  })
})
