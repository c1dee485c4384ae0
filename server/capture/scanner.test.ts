import { gzipSync } from 'node:zlib'
import { limits } from '@vitrine/protocol'
import { afterAll, expect, test } from 'vitest'
import { packed, sampleEvents, textAdded } from '../testing/sample-events.ts'
import { unpack } from './pack.ts'
import { openScanner } from './scanner.ts'

const scanner = openScanner()
afterAll(() => scanner.close())
const prepare = (content: unknown) => scanner.prepareChunk(packed(content).body, 'balanced')
const nested = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`

test('whole events come out as they went in', async () => {
  const prepared = await prepare(sampleEvents())
  expect(JSON.parse((await unpack(prepared.packed)).toString())).toEqual(sampleEvents())
  expect(prepared).toMatchObject({ events: 7, firstAt: 1795232632908, lastAt: 1795232633308, redacted: {} })
})

test('what the browser overlooked is redacted, in keys, nested JSON, URLs and base64 too', async () => {
  const secret = 'ada.lovelace@example.com'
  const base64 = Buffer.from(`user=${secret};`).toString('base64')
  const forms = [secret, encodeURIComponent(secret), base64, JSON.stringify({ mail: secret })]
  const events = [
    ...forms.map((text, n) => textAdded(1, n, `before ${text} after`)),
    { type: 5, timestamp: 2, data: { [secret]: 1, deep: [[{ payload: { [base64]: forms } }]] } },
  ]
  const prepared = await prepare(events)
  const text = (await unpack(prepared.packed)).toString()
  for (const form of [...forms, base64.slice(0, 24)]) expect(text).not.toContain(form)
  expect(prepared.redacted['email']).toBeGreaterThanOrEqual(10)
  expect(text).toContain('before [email] after')
})

test.each([
  ['not gzip', Buffer.from('[]'), 'not a complete gzip stream'],
  ['nothing', Buffer.alloc(0), 'not a complete gzip stream'],
  ['a gzip stream cut short', packed(sampleEvents()).body.subarray(0, 200), 'not a complete gzip stream'],
  ['not JSON', packed('[{').body, 'not valid JSON'],
  ['not an array', packed({ length: 1 }).body, 'not a JSON array'],
  ['no events', packed([]).body, 'not a JSON array with events'],
  ['an event without a time', packed([{ type: 3, data: {} }]).body, 'Entry 0 is not an event'],
  ['a time that is no time', packed('[{"type":3,"timestamp":1e999,"data":{}}]').body, 'Entry 0 is not an event'],
  ['a time beyond dates', packed([{ type: 3, timestamp: 1e300, data: {} }]).body, 'Entry 0 is not an event'],
  ['a type that is none', packed([{ type: '3', timestamp: 1, data: {} }]).body, 'Entry 0 is not an event'],
  ['an event without data', packed([...sampleEvents(), { type: 3, timestamp: 1 }]).body, 'Entry 7 is not an event'],
  ['a null among events', packed([null]).body, 'Entry 0 is not an event'],
  ['100,000 nested arrays', packed(nested(100_000)).body, 'nests deeper'],
  ['deep nesting behind a quoted bracket', packed(`["\\"]",${nested(3_000)}]`).body, 'nests deeper'],
])('%s is refused', async (_, body, why) => {
  await expect(scanner.prepareChunk(body, 'balanced')).rejects.toMatchObject({
    code: 'invalid-request',
    message: expect.stringContaining(why),
  })
})

test('brackets inside strings do not count as nesting', async () => {
  const prepared = await prepare([textAdded(1, 1, `${'[{'.repeat(5_000)}\\"[`)])
  expect(prepared.events).toBe(1)
})

test('a zip bomb stops at the limit', async () => {
  const bomb = gzipSync(Buffer.alloc(limits.chunkUnpackedBytes + 1, 0x20))
  expect(bomb.length).toBeLessThan(limits.chunkPackedBytes)
  await expect(scanner.prepareChunk(bomb, 'balanced')).rejects.toMatchObject({ code: 'too-large' })
})

test('a chunk that needs too much memory or time costs only itself, and the next one is prepared', async () => {
  const greedy = openScanner({ memoryMb: 40 })
  const hoard = `[{"type":3,"timestamp":1,"data":{"a":[${'{},'.repeat(5_000_000)}0]}}]`
  await expect(greedy.prepareChunk(packed(hoard).body, 'open')).rejects.toMatchObject({ code: 'too-large' })
  expect((await greedy.prepareChunk(packed(sampleEvents()).body, 'open')).events).toBe(7)
  greedy.close()
  const hasty = openScanner({ milliseconds: 1 })
  await expect(hasty.prepareChunk(packed(sampleEvents()).body, 'open')).rejects.toMatchObject({ code: 'too-large' })
  hasty.close()
})

test('more than may wait are turned away', async () => {
  const busy = openScanner({ waiting: 2 })
  const answers = await Promise.allSettled([1, 2, 3].map(() => busy.prepareChunk(packed(sampleEvents()).body, 'open')))
  expect(answers.map((answer) => answer.status)).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  busy.close()
})
