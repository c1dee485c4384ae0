import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { accessCookie, type Me, type ReportPage } from '@vitrine/protocol'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../server/platform/db/open.ts'
import { lines, readZip } from '../server/privacy/export/testing/read-zip.ts'
import { linkIn, mailServer } from '../server/testing/mail-server.ts'
import { chromiumPath, freshPage, launch, password, signUp } from './browser.ts'
import { makeOld, visit } from './past.ts'
import { foreignPostgres } from './postgres.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

vi.setConfig({ testTimeout: 180_000 })

const run = promisify(execFile)

/** Who wants to be forgotten, who stays, and whose report is older than a month. */
const gone = { id: 'customer-4711', says: 'The parcel for the Okonkwo wedding never came' }
const stays = { id: 'customer-4712', says: 'The coupon takes nothing off' }
const old = { id: 'customer-4713', says: 'The leaves were yellow in autumn' }

/** What the file that a click brings holds, and where it lies for programs that want a file. */
async function downloaded(page: Page, by: Locator, folder: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), by.click()])
  const file = join(folder, download.suggestedFilename())
  await download.saveAs(file)
  return file
}

describe.skipIf(!chromiumPath)('a privacy officer', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vitrine-officer-'))
  let postgres: Awaited<ReturnType<typeof foreignPostgres>>
  let mail: Awaited<ReturnType<typeof mailServer>>
  let vitrine: Vitrine
  let browser: Browser
  let officer: Page
  let receipt: string
  let of: { organization: string; project: string }
  /** The ids of the reports, by what they say. */
  let reports: Map<string, string>

  beforeAll(async () => {
    ;[postgres, mail] = await Promise.all([foreignPostgres(), mailServer()])
    const { host, port } = mail.config
    const env = {
      DATABASE_URL: postgres.url,
      SMTP_HOST: host,
      SMTP_PORT: String(port),
      SMTP_TLS: 'none',
      SMTP_FROM: 'Vitrine <vitrine@example.com>',
      VITRINE_OPERATOR_NAME: 'Hothouse Hosting Ltd',
      VITRINE_OPERATOR_HOSTING: 'Rack & Rain GmbH',
    }
    ;[vitrine, browser] = await Promise.all([startVitrine({ env }), launch()])
    officer = await freshPage(browser, { reducedMotion: 'reduce' })
    await signUp(officer, vitrine.signInLink)
    const me = (await (await vitrine.api('/api/me')).json()) as Me
    const [organization, project] = [me.organizations[0]?.id, me.projects[0]?.id]
    of = { organization: `/organizations/${organization}`, project: `/projects/${project}` }
    for (const visitor of [old, gone, stays]) await visit(browser, vitrine, visitor)
    reports = await readReports()
    const db = openDatabase<object>(postgres.url, { max: 1 })
    await makeOld(db, reports.get(old.says), 40)
    await db.destroy()
  }, 240_000)

  afterAll(async () => {
    await browser?.close()
    await vitrine?.stop()
    await Promise.all([mail?.stop(), postgres?.stop()])
    rmSync(folder, { recursive: true, force: true })
  }, 60_000)

  const open = (path: string) => officer.goto(`${vitrine.dashboard}${path}`)

  async function readReports(): Promise<Map<string, string>> {
    const answer = await vitrine.api(`/api${of.project}/reports`)
    const page = (await answer.json()) as ReportPage
    return new Map(page.reports.map(({ id, title }) => [title, id]))
  }

  test('brings in a colleague by e-mail', async () => {
    await open(`${of.organization}/members`)
    await officer.getByRole('button', { name: 'Invite' }).click()
    const dialog = officer.getByRole('dialog')
    await dialog.getByLabel('E-mail').fill('bo@example.com')
    await dialog.getByLabel('Name').fill('Bo Example')
    await dialog.getByRole('radio', { name: 'Admin', exact: true }).check()
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await dialog.getByText('An e-mail is on its way to bo@example.com').waitFor()

    const colleague = await freshPage(browser)
    await colleague.goto(linkIn(await mail.next('bo@example.com')).href)
    await colleague.getByLabel('Password', { exact: true }).fill(password)
    await colleague.getByRole('button', { name: 'Join' }).click()
    await colleague.getByRole('link', { name: new RegExp(gone.says) }).waitFor()
    await colleague.context().close()
  })

  test('keeps reports for 30 days, having seen what goes', async () => {
    await open(`${of.project}/settings`)
    const section = officer.getByRole('region', { name: 'Retention' })
    await section.getByLabel('Days to keep reports').fill('30')
    await section.getByText('1 report and 1 recording').waitFor()
    await section.getByRole('button', { name: 'Save' }).click()
    const dialog = officer.getByRole('dialog', { name: 'Keep reports for 30 days only?' })
    await dialog.getByText('1 report and 1 recording').waitFor()
    await dialog.getByRole('button', { name: 'Shorten and delete' }).click()
    await officer.getByText('Saved.').waitFor()
    await officer.reload()
    const days = () => section.getByLabel('Days to keep reports').inputValue()
    await expect.poll(days, { timeout: 30_000 }).toBe('30 days')
  })

  test('reads the record of Article 30, which says so', async () => {
    await open(`${of.project}/documents`)
    await officer.getByLabel('Legal name').fill('Greenhouse GmbH')
    await officer.getByLabel('Legal basis').selectOption({ label: 'Legitimate interests, Article 6(1)(f)' })
    await officer.getByRole('button', { name: 'Save answers' }).click()
    await officer.getByText('Saved. The documents say so from now on.').waitFor()
    const [record] = await Promise.all([
      officer.waitForEvent('popup'),
      officer.getByRole('link', { name: 'Record of processing, as controller', exact: true }).click(),
    ])
    const cells = (name: string) => record.getByRole('table', { name }).innerText()
    const said = await record.locator('main').innerText()
    expect(said).toMatch(/\(a\) Controller, representative, data protection officer\s+Name\s+Greenhouse GmbH/)
    expect(said).toContain('Hothouse Hosting Ltd processes this data on behalf of the controller')
    expect(said).toContain('(e) Transfers to third countries')
    expect(said).toContain('What people wrote and did is encrypted under keys of its own')
    expect(said).toMatch(/Still to be stated[^]*Data protection officer \(client\)/)
    const recipients = await cells('Recipients')
    expect(recipients).toContain('Hosting provider')
    expect(recipients).not.toContain('Identity providers')
    const activities = await cells('Processing activities')
    expect(activities).toContain('Showing a support engineer what happened on the page')
    expect(activities).toContain('Legitimate interests, Article 6(1)(f)')
    expect(activities).toMatch(
      /Problems that visitors reported, as agents triage them: 30 days, as this project is set/,
    )
    expect(activities).not.toContain('90 days')
    await record.close()
  })

  test('erases a visitor by the id that the shop knows, and sees what became of every store', async () => {
    await open(`${of.project}/erasures`)
    await officer.getByLabel('Visitor’s id').fill(gone.id)
    await officer.getByRole('button', { name: 'Look and delete' }).click()
    const dialog = officer.getByRole('dialog', { name: 'Delete everything of this visitor?' })
    await dialog.getByText('This is what is stored now.').waitFor()
    const held = ['table visitors', 'table reports', 'table recordings', 'table data_keys', 'objects recordings/']
    const storesThatSay = async (outcome: RegExp) =>
      (await dialog.getByRole('listitem').filter({ hasText: outcome }).allInnerTexts()).join('\n')
    const before = await storesThatSay(/1 will be deleted/)
    for (const place of held) expect(before).toContain(place)
    await dialog.getByRole('button', { name: 'Delete for good' }).click()
    await dialog.getByText('Deleted', { exact: true }).waitFor()
    const after = await storesThatSay(/1 deleted/)
    for (const place of held) expect(after).toContain(place)
    expect(await storesThatSay(/still there/)).toBe('')
    receipt = await downloaded(officer, dialog.getByRole('link', { name: 'Signed receipt' }), folder)
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await open(`${of.project}/reports`)
    await officer.getByRole('link', { name: new RegExp(stays.says) }).waitFor()
    expect(await officer.getByText(gone.says).count()).toBe(0)
  })

  test('hands out a receipt that everybody can check, and nobody can change', async () => {
    const forged = join(folder, 'forged.json')
    writeFileSync(forged, readFileSync(receipt, 'utf8').replace('"erased"', '"exempt"'))

    const anyone = await freshPage(browser)
    await anyone.goto(`${vitrine.dashboard}/receipts/verify`)
    const choose = (file: string) => anyone.locator('input[type=file]').setInputFiles(file)
    await choose(receipt)
    await anyone.getByText('Genuine and unaltered').waitFor()
    await choose(forged)
    await anyone.getByText('This receipt was changed after it was signed.').waitFor()
    await anyone.context().close()

    const keys = join(folder, 'keys.json')
    writeFileSync(keys, await (await fetch(`${vitrine.dashboard}/receipts/keys.json`)).text())
    const env = { ...process.env, DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    const check = (file: string) =>
      run('npm', ['run', '--silent', 'vitrine', '--', 'receipt', 'verify', file, `--key=${keys}`], { env })
    expect((await check(receipt)).stdout).toMatch(/^Genuine and unaltered\.\n {2}erasure \S+ of visitor /)
    await expect(check(forged)).rejects.toMatchObject({ code: 1, stdout: expect.stringContaining('it was altered') })
  })

  test('takes a copy of the project along, in which nothing of that visitor is left', async () => {
    await open(`${of.project}/exports`)
    await officer.getByRole('button', { name: 'Make a copy of this project' }).click()
    const copy = officer.getByRole('listitem').filter({ hasText: 'Ready' })
    const link = copy.getByRole('link', { name: 'Download' })
    // As after a quarter of an hour with the page open: the sign-in is renewed before the browser asks for the file.
    await officer.context().clearCookies({ name: accessCookie.name })
    await link.waitFor({ timeout: 60_000 })
    const files = await readZip(readFileSync(await downloaded(officer, link, folder)))

    const manifest = JSON.parse(files.get('manifest.json')?.toString() ?? '') as {
      files: { path: string; sha256: string }[]
    }
    const hashes = new Map(
      [...files].map(([path, content]) => [path, createHash('sha256').update(content).digest('hex')]),
    )
    for (const { path, sha256 } of manifest.files) expect(hashes.get(path), path).toBe(sha256)
    const listed = ['manifest.json', 'manifest.signature.json', ...manifest.files.map(({ path }) => path)]
    expect(listed.toSorted()).toEqual([...files.keys()].toSorted())

    expect(lines(files.get('data/reports.ndjson'))).toContainEqual(expect.objectContaining({ title: stays.says }))
    const forbidden = [gone.id, gone.says, reports.get(gone.says) ?? 'the report']
    const found = [...files].flatMap(([path, content]) =>
      forbidden.filter((word) => content.includes(word)).map((word) => `${word} in ${path}`),
    )
    expect(found).toEqual([])
  })
})
