import { type Browser, chromium, type Page } from 'playwright-core'
import { findChromium } from '../tools/chromium.ts'

export const chromiumPath = findChromium()

/** A headless browser that calls nobody by itself. */
export const launch = (...more: string[]): Promise<Browser> =>
  chromium.launch({
    executablePath: chromiumPath ?? 'chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  })

/** A page in a profile of its own. */
export async function freshPage(browser: Browser, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options })
  return context.newPage()
}

export const password = 'correct horse battery staple'

/** Uses the one-time link: afterwards the page is signed in as the first admin. */
export async function signUp(page: Page, link: string, email = 'ada@example.com'): Promise<void> {
  await page.goto(link)
  await page.getByLabel('E-mail').fill(email)
  await page.getByLabel('Your name').fill('Ada Admin')
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.waitForURL((url) => !url.pathname.includes('first-admin'))
}
