import { fileURLToPath } from 'node:url'
import type { RecordedEvent } from '@vitrine/fold'
import type { MaskingPolicy } from '@vitrine/masking'
import type { Browser } from 'playwright-core'
import { build } from 'rolldown'
import type { Described } from './in-page/describe.ts'
import type { Driver } from './in-page/driver.ts'

/** The recorder alone, as one script that leaves a `driver` on the page. */
export async function bundleDriver(): Promise<string> {
  const { output } = await build({
    input: fileURLToPath(new URL('in-page/driver.ts', import.meta.url)),
    platform: 'browser',
    write: false,
    logLevel: 'silent',
    output: { format: 'iife' },
  })
  return output[0].code
}

declare global {
  var driver: Driver
}

/** A page with the recorder in it. */
export async function openRecorded(browser: Browser, script: string, html: string) {
  const page = await browser.newPage()
  const problems: string[] = []
  page.on('pageerror', (error) => problems.push(error.stack ?? String(error)))
  await page.route('http://page.test/**', (route) =>
    route.request().url() === 'http://page.test/'
      ? route.fulfill({ contentType: 'text/html', body: html })
      : route.fulfill({ status: 404, body: '' }),
  )
  await page.goto('http://page.test/')
  await page.evaluate(script)
  return Object.assign(page, {
    problems,
    record: (policy: Partial<MaskingPolicy> = {}) => page.evaluate((given) => globalThis.driver.record(given), policy),
    events: (): Promise<{ event: RecordedEvent; base: boolean }[]> => page.evaluate(() => globalThis.driver.events()),
    describe: () => page.evaluate(() => globalThis.driver.describe()) as Promise<Described>,
  })
}
