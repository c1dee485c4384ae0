import type { Me } from '@vitrine/protocol'
import type { Page } from 'playwright-core'
import { password } from './browser.ts'
import type { Past } from './past.ts'

/** A page of the program: where it is, the heading by which it is known to be shown, and what is done there first. */
export type Listed = {
  readonly name: string
  readonly path: string
  readonly heading: string | RegExp
  readonly act?: ((page: Page) => Promise<unknown>) | undefined
}
type Line = readonly [path: string, heading: string | RegExp, act?: Listed['act']]

const pages = (list: Record<string, Line>): readonly Listed[] =>
  Object.entries(list).map(([name, [path, heading, act]]) => ({ name, path, heading, act }))

/** Opens it and gets it to what it is listed for. */
export async function open(page: Page, origin: string, { path, heading, act }: Listed): Promise<void> {
  // A page that differs from the last only behind the # would not be loaded anew.
  await page.goto('about:blank')
  await page.goto(origin + path)
  await page.getByRole('heading', { name: heading, level: 1 }).waitFor()
  await act?.(page)
  await page.waitForFunction(() => !document.querySelector('.mantine-Skeleton-root'))
}

/** For somebody who is not signed in; the tokens are of no link that was ever sent. */
export const doors = pages({
  'sign-in': ['/sign-in', 'Sign in'],
  'forgot-password': ['/forgot-password', 'Forgot your password?'],
  'reset-password': [`/reset-password#token=${'x'.repeat(43)}`, 'Choose a new password'],
  'reset-cut-short': ['/reset-password#token=none', 'This link does not work'],
  register: ['/register', 'Register'],
  'confirm-registration': ['/register/confirm#token=none', 'This link does not work'],
  'confirm-email': [`/confirm-email#token=${'x'.repeat(43)}`, 'Your new e-mail address'],
  'accept-invite': ['/accept-invite#token=none', 'This invitation does not work'],
  visitor: ['/visitor#token=none', 'Your data'],
  'verify-receipt': ['/receipts/verify', 'Check a receipt'],
})

/** Everybody may read these. `sub-processors` stands for the documents that are made of tables. */
export const published = pages({
  documents: ['/documents', 'Privacy documents'],
  'sub-processors': ['/documents/sub-processors.html', 'Sub-processors'],
  'model-quality': ['/model-quality', 'How the models answer'],
  'what-changed': ['/documents/privacy-page/history.html', 'What changed'],
})

/** What the first admin finds, beside the reports. */
export function managed({ projects: [project], organizations: [organization] }: Me): readonly Listed[] {
  const [inProject, inOrganization] = [`/projects/${project?.id}`, `/organizations/${organization?.id}`]
  return pages({
    account: ['/account', 'Account'],
    'new-project': ['/projects/new', 'New project'],
    'set-up': [`${inProject}/set-up`, 'Set-up'],
    settings: [`${inProject}/settings`, 'Settings'],
    'project-documents': [`${inProject}/documents`, 'Privacy documents'],
    erasures: [`${inProject}/erasures`, 'Erasures'],
    copies: [`${inProject}/exports`, 'Copies'],
    members: [`${inProject}/members`, 'Members'],
    'organization-members': [`${inOrganization}/members`, 'Members'],
    'organization-settings': [`${inOrganization}/settings`, 'Settings'],
    'organization-sign-on': [`${inOrganization}/sign-on`, 'Sign-in'],
    'organization-documents': [`${inOrganization}/privacy`, 'Privacy documents'],
    'organization-audit': [`${inOrganization}/audit`, 'Audit'],
    relay: [`${inOrganization}/relay`, 'Relay'],
    'relay-keys': [`${inOrganization}/relay/keys`, 'Keys'],
    'relay-limits': [`${inOrganization}/relay/limits`, 'Limits'],
    requests: [`${inOrganization}/relay/requests`, 'Requests'],
    usage: [`${inOrganization}/relay/usage`, 'Usage'],
    'relay-prices': [`${inOrganization}/relay/prices`, 'Prices'],
    'own-credentials': [`${inOrganization}/relay/own`, 'Own credentials'],
    balance: [`${inOrganization}/balance`, 'Balance'],
    webhooks: [`${inOrganization}/relay/webhooks`, 'Webhooks'],
    playground: [`${inOrganization}/relay/playground`, 'Playground'],
    organizations: ['/administration/organizations', 'Organizations'],
    channels: ['/administration/relay', 'Channels and models'],
    'price-book': ['/administration/prices', 'Prices'],
    'administration-documents': ['/administration/documents', 'Privacy documents'],
    drift: ['/administration/drift', 'Stored and published'],
    retention: ['/administration/retention', 'Retention'],
    quality: ['/administration/quality', 'Model quality'],
    keys: ['/administration/keys', 'Keys'],
    'administration-audit': ['/administration/audit', 'Audit'],
  })
}

/** What people meet once something has happened. */
export function afterwards({ projects: [project] }: Me, { visitorPath, visitorId, receipt }: Past): readonly Listed[] {
  const inProject = `/projects/${project?.id}`
  return pages({
    'visitor-held': [visitorPath, 'Your data', (page) => button(page, 'Delete all of it').waitFor()],
    'visitor-asked': [visitorPath, 'Your data', (page) => button(page, 'Delete all of it').click()],
    'receipt-genuine': ['/receipts/verify', 'Check a receipt', (page) => verify(page, receipt)],
    'drift-found': ['/administration/drift', 'Stored and published', (page) => page.locator('summary').first().click()],
    'retention-swept': ['/administration/retention', 'Retention', (page) => page.getByText('Reports: 1').waitFor()],
    'retention-preview': [`${inProject}/settings`, 'Settings', shorten],
    'retention-confirm': [`${inProject}/settings`, 'Settings', askToShorten],
    'visitor-link': [`${inProject}/erasures`, 'Erasures', (page) => makeLink(page, visitorId)],
    'erase-preview': [`${inProject}/erasures`, 'Erasures', (page) => previewErasure(page, visitorId)],
    'erasure-outcome': [`${inProject}/erasures`, 'Erasures', openErasure],
    'second-step-set-up': ['/account', 'Account', setUpSecondStep],
  })
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

async function verify(page: Page, receipt: string): Promise<void> {
  await page.locator('input[type=file]').setInputFiles(receipt)
  await page.getByText('Genuine and unaltered').waitFor()
}

async function shorten(page: Page): Promise<void> {
  const section = page.getByRole('region', { name: 'Retention' })
  await section.getByLabel('Days to keep reports').fill('30')
  await section.getByText('1 report and 1 recording').scrollIntoViewIfNeeded()
}

async function askToShorten(page: Page): Promise<void> {
  await shorten(page)
  await page.getByRole('region', { name: 'Retention' }).getByRole('button', { name: 'Save' }).click()
  await button(page, 'Shorten and delete').waitFor()
}

async function makeLink(page: Page, visitorId: string): Promise<void> {
  await page.getByLabel('Visitor’s id').fill(visitorId)
  await button(page, 'Link for the visitor').click()
  await button(page, 'Copy the link').waitFor()
}

async function previewErasure(page: Page, visitorId: string): Promise<void> {
  await page.getByLabel('Visitor’s id').fill(visitorId)
  await button(page, 'Look and delete').click()
  await button(page, 'Delete for good').waitFor()
}

/** The line, and in it those places that held nothing. */
async function openErasure(page: Page): Promise<void> {
  await page.locator('summary').first().click()
  await page.locator('summary').filter({ hasText: 'nothing there' }).first().click()
}

async function setUpSecondStep(page: Page): Promise<void> {
  await button(page, 'Switch on').click()
  await page.getByRole('dialog').getByLabel('Your password').fill(password)
  await button(page, 'Go on').click()
  await page.getByRole('img', { name: /QR code/ }).waitFor()
}
