import { mkdirSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { misfits, setScheme, violations } from './inspect.ts'

/** Wide and light, narrow and dark: nothing cut off, nothing that axe finds. */
export async function look(page: Page, name: string) {
  const light = await violations(page, 'html')
  await shoot(page, `${name}-light`)
  await page.setViewportSize({ width: 320, height: 640 })
  await setScheme(page, 'dark')
  const dark = await violations(page, 'html')
  const cut = await misfits(page, 'html')
  await shoot(page, `${name}-dark`)
  await page.setViewportSize({ width: 1280, height: 800 })
  await setScheme(page, 'light')
  return { light, dark, cut }
}

/** What it is to find. */
export const clean = { light: [], dark: [], cut: [] }

/** For review only. */
async function shoot(page: Page, name: string) {
  const folder = process.env['SCREENSHOTS']
  if (!folder) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true, animations: 'disabled' })
}
