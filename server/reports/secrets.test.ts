import { strictest } from '@vitrine/masking'
import { sql } from 'kysely'
import { afterAll, expect, test } from 'vitest'
import { unpack } from '../capture/pack.ts'
import { readReplay } from '../capture/read-replay.ts'
import { databaseOf } from '../platform/db/database-of.ts'
import { asMember, testContext } from '../testing/context.ts'
import { textAdded } from '../testing/sample-events.ts'
import { seedProject } from '../testing/seed.ts'
import { readReport } from './read-report.ts'
import { sampleReport, visitor } from './testing/sample.ts'
import { sampleApp } from './testing/sample-app.ts'

const credentials = {
  card: '4111 1111 1111 1111',
  jwt: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U',
  apiKey: 'sk_live_4eC39HqLyjWDarjtT1zdp7dc',
  password: 'password=hunter2-correct-horse',
}
const personal = { email: 'ada.lovelace@mail.example', phone: '+49 30 901820', iban: 'DE89 3704 0044 0532 0130 00' }
const harmless = 'canary in the coal mine'

/** A text as it may turn up in what somebody sends or stores. */
function forms(text: string): string[] {
  const base64 = Buffer.from(text).toString('base64')
  const shifted = [0, 1, 2].map((pad) =>
    Buffer.from(' '.repeat(pad) + text)
      .toString('base64')
      .slice(pad ? 4 : 0, -4),
  )
  return [text, encodeURIComponent(text), encodeURI(text), JSON.stringify(text).slice(1, -1), base64, ...shifted]
}

const everything = [...Object.values(credentials), ...Object.values(personal), harmless]
const soup = everything.flatMap((text) => [
  `say ${text} twice`,
  `https://shop.example/?q=${encodeURIComponent(text)}`,
  JSON.stringify({ inner: JSON.stringify({ text }) }),
  `x=${Buffer.from(`<<${text}>>`).toString('base64')}`,
])

const ctx = await testContext()
const lines: unknown[] = []
const log = Object.fromEntries(
  ['info', 'warn', 'error'].map((level) => [level, (...line: unknown[]) => lines.push(line)]),
)
const loud = { ...ctx, log: log as unknown as typeof ctx.log }
const app = await sampleApp(loud)
afterAll(() => app.close())

/** Every row, key and object there is, as it rests. */
async function atRest(): Promise<string> {
  const dump: string[] = [JSON.stringify(lines)]
  for (const table of ctx.declarations.tables) {
    const all = sql<{ row: string }>`select t::text as row from ${sql.table(table.name)} t`
    const { rows } = await all.execute(databaseOf(ctx.control, table))
    dump.push(...rows.map(({ row }) => row))
  }
  for await (const { name } of ctx.control.objects.listEverything()) dump.push(name)
  for await (const name of ctx.control.ephemeral.names()) dump.push(name)
  return dump.join('\n')
}

async function sendSecrets(mode: 'strict' | 'balanced' | 'open') {
  const { publicKey, origin, userId, projectId } = await seedProject(ctx)
  const masking = JSON.stringify({ ...strictest, mode })
  await sql`update projects set masking = ${masking}::jsonb where id = ${projectId}`.execute(ctx.control.db)
  const report = sampleReport(publicKey, 1)
  const [click] = [{ kind: 'click' as const, at: 1, x: 1, y: 1 }]
  const { timeline, ...recording } = report.recording
  const [text] = soup
  const sent = {
    ...report,
    description: soup.join('\n'),
    pageUrl: `https://shop.example/${encodeURIComponent(everything.join(' '))}#${text}`,
    environment: { ...report.environment, userAgent: everything.join(' '), locale: credentials.card },
    context: Object.fromEntries(
      everything.flatMap((text) => [
        [text.slice(0, 60), text],
        [`about ${text}`.slice(0, 60), 1],
      ]),
    ),
    recording: {
      ...recording,
      console: soup.map((text) => ({
        at: 1,
        level: 'log' as const,
        args: [text, harmless],
        stack: `Error: ${text}\n at x.js`,
      })),
      timeline: soup.flatMap((text) => [
        { ...click, target: `button "${text}"`.slice(0, 300) },
        { kind: 'navigation' as const, at: 1, url: text, how: 'push' as const },
        { kind: 'error' as const, at: 1, message: text, source: 'error' as const, stack: text },
        { ...timeline[1], url: text, method: 'POST', error: text.slice(0, 500) },
      ]),
    },
  }
  const opened = await visitor(app, origin).open(sent)
  expect(opened.statusCode, opened.payload).toBe(200)
  const { uploadToken, recordingId } = opened.json()
  const events = [
    ...soup.map((text, n) => textAdded(n, n, text)),
    { type: 4, timestamp: 1, data: { href: soup[1], width: 1, height: 1 } },
    {
      type: 5,
      timestamp: 1,
      data: { tag: 'x', payload: Object.fromEntries(soup.map((text) => [text, { deep: [text] }])) },
    },
    { type: 3, timestamp: 1, data: { source: 5, id: 1, text: everything.join(', '), isChecked: false } },
  ]
  expect((await visitor(app, origin).chunk(recordingId, 0, uploadToken, events)).statusCode).toBe(200)
  await visitor(app, origin).complete(report.id, uploadToken)
  const agent = asMember(ctx, userId)
  const replay = await unpack(await readReplay(agent, 'block', { recordingId, seq: 0 }))
  return { opened: JSON.stringify(await readReport(agent, report.id)), replay: replay.toString() }
}

const found = (texts: string[], where: string) => texts.flatMap(forms).filter((form) => where.includes(form))

test.each([
  ['strict', [...Object.values(credentials), ...Object.values(personal)], [harmless]],
  ['balanced', [...Object.values(credentials), ...Object.values(personal)], [harmless]],
  ['open', Object.values(credentials), [harmless, ...Object.values(personal)]],
] as const)('in mode %s, what must not be kept is nowhere, in no form; the rest is', async (mode, secret, kept) => {
  const { opened, replay } = await sendSecrets(mode)
  expect(found([...secret], opened)).toEqual([])
  expect(found([...secret], replay)).toEqual([])
  for (const text of kept) expect([opened.includes(text), replay.includes(text)], text).toEqual([true, true])
  expect(JSON.parse(opened).recordings[0].redactedCounts['api-key']).toBeGreaterThan(20)
  expect(found(Object.values(credentials), await atRest())).toEqual([])
})

test('a rejected report leaves its secrets in no log line', async () => {
  const { publicKey, origin } = await seedProject(ctx)
  const report = sampleReport(publicKey, 0)
  const refused = await visitor(app, origin).open({
    ...report,
    pageUrl: everything.join(' ').repeat(20),
    description: 7,
  })
  expect(refused.statusCode).toBe(400)
  expect(found(everything, JSON.stringify(lines))).toEqual([])
  expect(lines.length).toBeGreaterThan(5)
})
