import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pauseMs, persist, retryAfterMs } from './retry.ts'

const problem = (status: number, body: object = {}, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers })

/** Answers one after the other; an `Error` is a lost connection. Notes the pauses instead of waiting. */
function server(...answers: (Response | Error)[]) {
  const pauses: number[] = []
  const signal = new AbortController().signal
  const patience = {
    attempts: 4,
    longestMs: 30_000,
    random: () => 1,
    online: () => true,
    wait: async (ms: number) => void pauses.push(ms),
  }
  const attempt = async () => {
    const answer = answers.shift()
    if (!answer || answer instanceof Error) throw answer ?? new Error('asked too often')
    return answer
  }
  return { pauses, left: answers, run: () => persist(attempt, signal, patience) }
}

test('tries again while that can help, waiting longer each time', async () => {
  const { run, pauses } = server(new TypeError('lost'), problem(503), problem(408), problem(200))
  expect((await run()).status).toBe(200)
  expect(pauses).toEqual([500, 1_000, 2_000])
})

test('waits as long as it is asked to', async () => {
  const { run, pauses } = server(problem(429, {}, { 'retry-after': '7' }), problem(200))
  await run()
  expect(pauses).toEqual([7_000])
})

test('does not come back early where it is asked to wait for longer than it would', async () => {
  const { run, pauses } = server(problem(429, {}, { 'retry-after': '120' }), problem(200))
  await expect(run()).rejects.toMatchObject({ code: 'busy', status: 429, retryAfterMs: 120_000 })
  expect(pauses).toEqual([])
})

test.each([
  [400, 'failed'],
  [401, 'refused'],
  [403, 'refused'],
  [404, 'failed'],
  [410, 'gone'],
  [422, 'failed'],
  [413, 'too-large'],
])('takes %i as final, with the reason', async (status, code) => {
  const { run, left } = server(problem(status, { detail: 'Because.', hint: 'Do this.' }), problem(200))
  await expect(run()).rejects.toMatchObject({ code, detail: 'Because. Do this.' })
  expect(left).toHaveLength(1)
})

test.each([
  [[problem(500), problem(500), problem(500), problem(502)], 'failed'],
  [[problem(429), problem(429), problem(429), problem(429)], 'busy'],
  [[new Error('1'), new Error('2'), new Error('3'), new Error('4')], 'offline'],
])('gives up in the end', async (answers, code) => {
  await expect(server(...answers).run()).rejects.toMatchObject({ code })
})

test('does not wait where the browser knows that it is offline', async () => {
  const wait = () => Promise.reject(new Error('waited'))
  const patience = { attempts: 4, longestMs: 1, random: () => 1, online: () => false, wait }
  const run = persist(() => Promise.reject(new TypeError('lost')), new AbortController().signal, patience)
  await expect(run).rejects.toMatchObject({ code: 'offline' })
})

test('stops when it is aborted', async () => {
  const controller = new AbortController()
  const wait = async () => controller.abort()
  const patience = { attempts: 4, longestMs: 1, random: () => 1, online: () => true, wait }
  const run = persist(async () => problem(503), controller.signal, patience)
  await expect(run).rejects.toMatchObject({ name: 'AbortError' })
})

test('Retry-After: seconds, a date, or nothing usable; never longer than an hour', () => {
  const now = Date.UTC(2026, 0, 1)
  expect(retryAfterMs('3', now)).toBe(3_000)
  expect(retryAfterMs(new Date(now + 5_000).toUTCString(), now)).toBe(5_000)
  expect(retryAfterMs(new Date(now - 5_000).toUTCString(), now)).toBe(0)
  expect(retryAfterMs('86400', now)).toBe(3_600_000)
  expect([retryAfterMs(null, now), retryAfterMs('soon', now)]).toEqual([undefined, undefined])
})

test('pauses grow, differ by chance, and stay bounded', () => {
  fc.assert(
    fc.property(fc.nat(40), fc.double({ min: 0, max: 1, noNaN: true }), (attempt, chance) => {
      const pause = pauseMs(attempt, () => chance)
      expect(pause).toBeGreaterThanOrEqual(pauseMs(attempt, () => 0))
      expect(pause).toBeLessThanOrEqual(30_000)
      expect(pauseMs(attempt, () => 0) * 2).toBe(pauseMs(attempt, () => 1))
    }),
  )
})
