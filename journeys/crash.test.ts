import { createHash, randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import type { ReportDetail, ReportOpened } from '@vitrine/protocol'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startVitrine, type Vitrine } from './vitrine.ts'

const chunks = 60
const perChunk = 40
const startedAt = Date.now() - 60_000

const page = { type: 'document', childNodes: [{ type: 'element', tagName: 'html', attributes: {}, childNodes: [] }] }

/** Whole events, each with a number of its own, so that a doubled or lost one is seen. */
function chunk(seq: number): Buffer {
  const events = Array.from({ length: perChunk }, (_, n) => {
    const number = seq * perChunk + n
    const timestamp = startedAt + number * 20
    if (number === 0) return { type: 4, timestamp, data: { href: 'https://shop.example/', width: 800, height: 600 } }
    if (number === 1)
      return { type: 2, timestamp, data: { node: { ...page, id: 1 }, initialOffset: { left: 0, top: 0 } } }
    return { type: 3, timestamp, data: { source: 3, id: 1, x: 0, y: number } }
  })
  return gzipSync(JSON.stringify(events))
}

async function put(vitrine: Vitrine, opened: ReportOpened, seq: number): Promise<boolean> {
  const body = chunk(seq)
  const answer = await fetch(`${vitrine.dashboard}/v1/recordings/${opened.recordingId}/chunks/${seq}`, {
    method: 'PUT',
    headers: {
      origin: vitrine.demo,
      authorization: `Bearer ${opened.uploadToken}`,
      'content-type': 'application/gzip',
      'x-vitrine-sha256': createHash('sha256').update(body).digest('hex'),
    },
    body: new Uint8Array(body),
  }).catch(() => undefined)
  return answer?.ok ?? false
}

async function open(vitrine: Vitrine, ids: { id: string; recordingId: string }): Promise<ReportOpened> {
  const answer = await fetch(`${vitrine.dashboard}/v1/reports`, {
    method: 'POST',
    headers: { origin: vitrine.demo, 'content-type': 'application/json' },
    body: JSON.stringify({
      key: vitrine.projectKey,
      id: ids.id,
      description: 'It broke',
      pageUrl: 'https://shop.example/',
      environment: {
        userAgent: 'test',
        locale: 'en',
        viewport: { width: 800, height: 600 },
        screen: { width: 800, height: 600, pixelRatio: 1 },
        timeZone: 'UTC',
      },
      context: {},
      policyHash: 'none',
      maskCounts: {},
      recording: { id: ids.recordingId, startedAt, endedAt: startedAt + 60_000, chunks, console: [], timeline: [] },
    }),
  })
  expect(answer.status, await answer.clone().text()).toBeLessThan(300)
  return (await answer.json()) as ReportOpened
}

describe('killed in the middle of an upload', () => {
  let vitrine: Vitrine
  beforeAll(async () => {
    vitrine = await startVitrine()
  }, 120_000)
  afterAll(() => vitrine?.stop())

  test('nothing acknowledged is lost, nothing is doubled', async () => {
    const ids = { id: randomUUID(), recordingId: randomUUID() }
    const opened = await open(vitrine, ids)
    const acknowledged = new Set<number>()
    const sending = Array.from({ length: chunks }, (_, seq) => seq)
    const killed = (async () => {
      await expect.poll(() => acknowledged.size, { interval: 1, timeout: 30_000 }).toBeGreaterThan(chunks / 3)
      await vitrine.kill()
    })()
    // Several at once, so that some are under way at every step when the process dies.
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let seq = sending.shift(); seq !== undefined; seq = sending.shift())
          if (await put(vitrine, opened, seq)) acknowledged.add(seq)
      }),
    )
    await killed
    expect(acknowledged.size).toBeLessThan(chunks)

    const { dataDir } = vitrine
    vitrine = await startVitrine({ dataDir, port: Number(new URL(vitrine.dashboard).port) })
    const resumed = await open(vitrine, ids)
    expect(resumed.received).toEqual(expect.arrayContaining([...acknowledged]))
    for (let seq = 0; seq < chunks; seq++) expect(await put(vitrine, resumed, seq)).toBe(true)
    const complete = await fetch(`${vitrine.dashboard}/v1/reports/${ids.id}/complete`, {
      method: 'POST',
      headers: { origin: vitrine.demo, authorization: `Bearer ${resumed.uploadToken}` },
    })
    expect(complete.status, await complete.clone().text()).toBe(200)

    const detail = (await (await vitrine.api(`/api/reports/${ids.id}`)).json()) as ReportDetail
    const blocks = detail.recordings[0]?.blocks ?? []
    expect(blocks.length).toBe(chunks)
    const seen: number[] = []
    for (const { seq } of blocks) {
      const events = (await (await vitrine.api(`/api/recordings/${ids.recordingId}/blocks/${seq}`)).json()) as {
        timestamp: number
      }[]
      seen.push(...events.map(({ timestamp }) => (timestamp - startedAt) / 20))
    }
    expect(seen).toEqual(Array.from({ length: chunks * perChunk }, (_, n) => n))
  }, 120_000)
})
