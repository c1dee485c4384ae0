import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Drift, Erasure, Me, ReportPage, Retention, VisitorLink } from '@vitrine/protocol'
import { type Kysely, sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { openDatabase } from '../server/platform/db/open.ts'
import { freshPage } from './browser.ts'
import { foreignPostgres } from './postgres.ts'
import { breakTheShop, sendReport } from './shop.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

/** What pages show only once time has passed and people have asked for things. */
export type Past = {
  /** Where a visitor sees what is held about them: path and token. */
  readonly visitorPath: string
  /** The id of that visitor on their own site. */
  readonly visitorId: string
  /** The file of another one's erasure. */
  readonly receipt: string
}

const gone = { id: 'customer-4711', says: 'The parcel for the Okonkwo wedding never came' }
const stays = { id: 'customer-4712', says: 'The coupon takes nothing off' }
const old = { id: 'customer-4713', says: 'The leaves were yellow in autumn', days: 40 }
const due = { id: 'customer-4714', says: 'No delivery to the islands', days: 95 }

/** An installation of two regions, on databases of which a test can say what day it is. */
export async function startWithPast() {
  const [eu, us] = await Promise.all([foreignPostgres(), foreignPostgres()])
  const env = {
    DATABASE_URL: eu.url,
    VITRINE_REGIONS: 'eu,us',
    VITRINE_REGION_US_DATABASE_URL: us.url,
    VITRINE_OPERATOR_NAME: 'Hothouse Hosting Ltd',
    VITRINE_OPERATOR_COUNTRY: 'Ireland',
    VITRINE_OPERATOR_CONTACT: 'hello@hothouse.example',
    VITRINE_OPERATOR_PRIVACY_CONTACT: 'privacy@hothouse.example',
  }
  const vitrine = await startVitrine({ env })
  const stop = async () => {
    await vitrine.stop()
    await Promise.all([eu.stop(), us.stop()])
  }
  return { vitrine, stop, makePast: (browser: Browser) => makePast(browser, vitrine, eu.url) }
}

/** One visitor is erased, another is not; one report was swept, one is old; a table is declared nowhere. */
async function makePast(browser: Browser, vitrine: Vitrine, databaseUrl: string): Promise<Past> {
  const { projects } = await read<Me>(vitrine, '/api/me')
  const project = projects[0]?.id ?? ''
  for (const visitor of [due, old, gone, stays]) await visit(browser, vitrine, visitor)
  const db = openDatabase<object>(databaseUrl, { max: 1 })
  const { reports } = await read<ReportPage>(vitrine, `/api/projects/${project}/reports`)
  for (const { says, days } of [old, due]) await makeOld(db, reports.find(({ title }) => title === says)?.id, days)
  await sql`insert into pgboss.job (name, data) values ('privacy.sweep', '{}')`.execute(db)
  await sql`create table notes_of_a_colleague (id uuid, customer_email text)`.execute(db)
  await db.destroy()
  await until(async () => {
    const { sweeps } = await read<Retention>(vitrine, '/api/administration/retention')
    return sweeps.some(({ finishedAt, erased }) => finishedAt && erased['reports'])
  })
  await ask(vitrine, '/api/administration/drift', {})
  await until(async () => (await read<Drift>(vitrine, '/api/administration/drift')).open.length > 0)
  const { url } = await ask<VisitorLink>(vitrine, `/api/projects/${project}/visitor-links`, { externalId: stays.id })
  const { pathname, hash } = new URL(url)
  return { visitorPath: pathname + hash, visitorId: stays.id, receipt: await erased(vitrine, project) }
}

/** A customer whom the shop knows breaks it and says so. */
export async function visit(
  browser: Browser,
  vitrine: Vitrine,
  { id, says }: { readonly id: string; readonly says: string },
): Promise<void> {
  const shop = await freshPage(browser)
  await shop.goto(vitrine.demo)
  await shop.getByRole('button', { name: 'Report Issue' }).waitFor()
  await shop.evaluate(`Vitrine.identify(${JSON.stringify(id)})`)
  await breakTheShop(shop)
  await sendReport(shop, says)
  await shop.getByText('Thank you. Your report has been sent.').waitFor()
  await shop.context().close()
}

/** As many days, which no test can wait for. */
export async function makeOld(db: Kysely<object>, id: string | undefined, days: number): Promise<void> {
  const then = sql`now() - make_interval(days => ${days})`
  await sql`update reports set created_at = ${then}, received_at = ${then} where id = ${id}`.execute(db)
  await sql`update recordings set created_at = ${then}, completed_at = ${then} where report_id = ${id}`.execute(db)
}

/** Erases the visitor who asked for it; answers where the receipt lies. */
async function erased(vitrine: Vitrine, projectId: string): Promise<string> {
  const subject = { kind: 'visitor', projectId, externalId: gone.id }
  const { id } = await ask<Erasure>(vitrine, '/v1/data-deletion', { subject })
  await until(async () => (await read<Erasure>(vitrine, `/v1/data-deletion/${id}`)).state === 'done')
  const file = join(vitrine.dataDir, 'receipt.json')
  writeFileSync(file, await (await vitrine.api(`/v1/data-deletion/${id}/receipt`)).text())
  return file
}

const read = async <T>(vitrine: Vitrine, path: string) => (await (await vitrine.api(path)).json()) as T

const headers = { 'content-type': 'application/json' }

async function ask<T>(vitrine: Vitrine, path: string, body: object): Promise<T> {
  const answer = await vitrine.api(path, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as T
}

async function until(happened: () => Promise<unknown>, tries = 240): Promise<void> {
  if (await happened()) return
  if (tries === 0) throw new Error('It did not happen within two minutes')
  await delay(500)
  await until(happened, tries - 1)
}
