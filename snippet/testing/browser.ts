import { type Browser, chromium } from 'playwright-core'
import { findChromium } from '../../tools/chromium.ts'

export const chromiumPath = findChromium()

/** A headless browser that calls nobody by itself. */
export const launch = (...args: string[]): Promise<Browser> =>
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
      ...args,
    ],
  })
