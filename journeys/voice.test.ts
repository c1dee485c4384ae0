import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { replayed } from './shop.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const notesIn = ({ dataDir }: Vitrine) => globSync(join(dataDir, 'objects/voice/**/note*'))

describe.skipIf(!chromiumPath)('what a visitor says is heard in step with the replay', () => {
  let vitrine: Vitrine
  let browser: Browser
  let agent: Page
  let visitor: Page

  beforeAll(async () => {
    // A microphone that hears a beep each second; sound needs no click first.
    const sound = [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      '--autoplay-policy=no-user-gesture-required',
    ]
    ;[vitrine, browser] = await Promise.all([startVitrine(), launch(...sound)])
    agent = await freshPage(browser)
    visitor = await freshPage(browser, { permissions: ['microphone'] })
    await signUp(agent, vitrine.signInLink)
  }, 120_000)

  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
  })

  test('the visitor speaks while showing the page, and sends', async () => {
    await visitor.goto(vitrine.demo)
    await visitor.getByRole('button', { name: 'Report Issue' }).click()
    await visitor.getByRole('button', { name: 'Add a voice note' }).click()
    await visitor.getByRole('button', { name: 'Show the page while I speak' }).click()
    await visitor.getByRole('button', { name: 'Check delivery date' }).click()
    await visitor.getByText('Recording, 0:03').waitFor()
    await visitor.getByRole('button', { name: 'Finish' }).click()
    await visitor.getByText(/^Voice note, 0:0/).waitFor()
    await visitor.getByLabel('What happened?').fill('I tell you what is wrong')
    await visitor.getByRole('button', { name: 'Send report' }).click()
    await visitor.getByText('Thank you. Your report has been sent.').waitFor()
    expect(notesIn(vitrine)).toHaveLength(1)
  })

  test('the agent hears it where it was said', async () => {
    await agent
      .getByRole('link', { name: /reports/i })
      .first()
      .click()
    await agent.getByRole('link', { name: /I tell you what is wrong/ }).click()
    await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor({ timeout: 20_000 })
    const audio = agent.locator('audio')
    const state = () =>
      audio.evaluate(({ currentTime, paused, src }: HTMLAudioElement) => ({ currentTime, paused, loaded: src !== '' }))
    await expect.poll(async () => (await state()).loaded, { timeout: 20_000 }).toBe(true)
    expect((await state()).paused).toBe(true)
    await agent.getByRole('button', { name: 'Go to its start' }).click()
    await agent.getByRole('button', { name: 'Play', exact: true }).click()
    await expect.poll(async () => (await state()).paused, { timeout: 20_000 }).toBe(false)
    await expect.poll(async () => (await state()).currentTime, { timeout: 20_000 }).toBeGreaterThan(0.8)
    await agent.getByRole('button', { name: 'Pause', exact: true }).click()
    await expect.poll(async () => (await state()).paused, { timeout: 20_000 }).toBe(true)
  })

  test('deleted on its own, it is gone from the store, and the replay stays', async () => {
    await agent.getByRole('button', { name: 'Delete the voice note' }).click()
    await agent.getByRole('button', { name: 'Delete', exact: true }).click()
    await agent.getByText('The voice note was deleted.').waitFor()
    expect(notesIn(vitrine)).toEqual([])
    await agent.getByRole('group', { name: 'Voice note' }).waitFor({ state: 'detached' })
    await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor({ timeout: 20_000 })
  })
})
