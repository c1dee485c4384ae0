import type { Page } from 'playwright-core'

/** Breaks the shop in three ways, as a visitor would meet them. */
export async function breakTheShop(shop: Page): Promise<void> {
  await shop.getByRole('button', { name: 'Add Pilea peperomioides to basket' }).click()
  await shop.getByRole('button', { name: 'Add Pilea peperomioides to basket' }).click()
  await shop.getByText('€207.90').first().waitFor()
  await shop.getByRole('button', { name: 'Check delivery date' }).click()
  await shop.getByText('Something went wrong.').waitFor()
  await shop.getByRole('button', { name: 'Apply coupon' }).click()
}

/** Fills in the dialog and presses send; answers when. */
export async function sendReport(shop: Page, description: string): Promise<number> {
  await shop.getByRole('button', { name: 'Report Issue' }).click()
  await shop.getByLabel('What happened?').fill(description)
  const sentAt = Date.now()
  await shop.getByRole('button', { name: 'Send report' }).click()
  return sentAt
}

/** The page inside the replay: the Replayer's own frame in ours. */
export const replayed = (agent: Page) => agent.frameLocator('iframe[title="Replay"]').frameLocator('iframe').last()
