import { execFile } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Redis } from 'ioredis'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { openDatabase } from '../server/platform/db/open.ts'
import { redisProgram, startRedis, type TestRedis } from '../server/testing/redis.ts'
import { chromiumPath, freshPage, launch, signUp } from './browser.ts'
import { foreignPostgres } from './postgres.ts'
import { breakTheShop, replayed, sendReport } from './shop.ts'
import { startVitrine, type Vitrine } from './vitrine.ts'

const run = promisify(execFile)
const patience = { timeout: 60_000 }

describe.skipIf(!chromiumPath || !redisProgram())(
  'somebody from outside looks at an installation that was used',
  () => {
    let postgres: Awaited<ReturnType<typeof foreignPostgres>>
    let redis: TestRedis
    let vitrine: Vitrine
    let db: ReturnType<typeof openDatabase<unknown>>

    beforeAll(async () => {
      ;[postgres, redis] = await Promise.all([foreignPostgres(), startRedis()])
      vitrine = await startVitrine({ env: { DATABASE_URL: postgres.url, REDIS_URL: redis.url } })
      db = openDatabase<unknown>(postgres.url, { max: 2 })
      await useIt()
    }, 240_000)

    afterAll(async () => {
      await db?.destroy()
      await vitrine?.stop()
      await Promise.all([redis?.stop(), postgres?.stop()])
    }, 60_000)

    /** Two reports are sent; one is replayed, the other erased; the promises are checked once. */
    async function useIt(): Promise<void> {
      const browser = await launch()
      try {
        const agent = await freshPage(browser)
        await signUp(agent, vitrine.signInLink)
        for (const what of ['The first thing', 'The second thing']) {
          const visitor = await freshPage(browser)
          await visitor.goto(vitrine.demo)
          await visitor.getByRole('button', { name: 'Report Issue' }).waitFor(patience)
          await breakTheShop(visitor)
          await sendReport(visitor, what)
          await visitor.getByText('Thank you. Your report has been sent.').waitFor(patience)
        }
        await agent
          .getByRole('link', { name: /reports/i })
          .first()
          .click()
        await agent
          .getByRole('link', { name: /The first thing/ })
          .first()
          .click(patience)
        await replayed(agent).getByRole('heading', { name: 'Plants that forgive you' }).waitFor(patience)
        await agent.getByRole('button', { name: 'Delete report' }).click()
        await agent.getByRole('button', { name: 'Delete for good' }).click()
        const left = async () => (await sql`select from reports`.execute(db)).rows
        await vi.waitFor(async () => expect(await left()).toHaveLength(1), patience)
      } finally {
        await browser.close()
      }
      expect((await vitrine.api('/api/administration/drift', { method: 'POST' })).status).toBe(202)
      const checked = async () =>
        (await (await vitrine.api('/api/administration/drift')).json()) as {
          checks: { finishedAt: string | null }[]
          open: unknown[]
        }
      const finished = async () => (await checked()).checks[0]?.finishedAt
      await vi.waitFor(async () => expect(await finished()).toEqual(expect.any(String)), patience)
      expect((await checked()).open).toEqual([])
    }

    /** What the observer prints, line by line; it knows the addresses of the stores and the published document. */
    async function observed(more: readonly string[] = []): Promise<string[]> {
      const hosts = join(vitrine.dataDir, 'contacted')
      const { rows } = await sql<{ name: string }>`select name from observations where kind = 'host-contacted'`.execute(
        db,
      )
      writeFileSync(hosts, [...rows.map(({ name }) => name), ...more].join('\n'))
      const given = {
        document: `${vitrine.dashboard}/privacy.json`,
        database: postgres.url,
        'keys-database': postgres.url.replace('?', '_keys?'),
        objects: join(vitrine.dataDir, 'objects'),
        redis: redis.url,
        hosts,
      }
      const words = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value])
      const { stdout } = await run(process.execPath, ['tools/observe.ts', ...words]).catch(
        (error: { stdout: string; stderr: string }) => ({ stdout: error.stdout + error.stderr }),
      )
      return stdout.trim().split('\n')
    }

    test('nothing that is there is unpublished, and nothing published is missing', async () => {
      expect(await observed()).toEqual([expect.stringMatching(/^Everything that is there is published/)])
    }, 120_000)

    test('it would have found a column, a table, a field, a key, a file, a host, and what is not as encrypted as it is said', async () => {
      const client = new Redis(redis.url)
      await client.set('carts:ada@example.com', 'x')
      client.disconnect()
      mkdirSync(join(vitrine.dataDir, 'objects/notes'), { recursive: true })
      writeFileSync(join(vitrine.dataDir, 'objects/notes/ada.txt'), 'x')
      await sql
        .raw(
          `alter table reports add column reviewer text;
         create materialized view everybody as select email from users;
         alter table sweeps drop column lateness;
         update projects set capture = capture || '{"camera": true}';
         update recordings set description = 'The total is wrong, and nothing else';
         insert into ephemeral_entries (key, member, expires_at) values ('baskets:7', '', now() + interval '1 hour')`,
        )
        .execute(db)
      expect(await observed(['tracker.example.net'])).toEqual(
        expect.arrayContaining([
          'undeclared public.reports.reviewer',
          'undeclared main database, public.everybody',
          'missing public.sweeps.lateness (jsonb)',
          'undeclared public.projects.capture: camera',
          'readable public.recordings.description',
          'undeclared key carts:ada@example.com',
          'undeclared key baskets:7',
          'undeclared object notes/ada.txt',
          'undeclared host tracker.example.net',
          '9 differences.',
        ]),
      )
    }, 120_000)
  },
)
