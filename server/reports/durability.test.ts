import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ReplayEvent, ReportDetail, ReportOpened, ReportPage } from '@vitrine/protocol'
import { expect, onTestFinished, test } from 'vitest'
import { packed, sampleEvents, textAdded } from '../testing/sample-events.ts'
import { sampleReport } from './testing/sample.ts'

const program = new URL('../testing/intake-program.ts', import.meta.url).pathname

type Server = { url: string; kill: () => Promise<void> }
type Seeded = { publicKey: string; origin: string; projectId: string; token: string }

async function start(dir: string, seed: boolean): Promise<Server & { seeded?: Seeded }> {
  const child = spawn(process.execPath, [program], { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] })
  let said = ''
  child.stderr?.on('data', (text) => (said += text))
  const exited = once(child, 'exit')
  const kill = async () => {
    child.kill('SIGKILL')
    await exited
  }
  onTestFinished(kill)
  child.send({ dir, seed })
  const ended = exited.then(() => Promise.reject(new Error(`It ended:\n${said}`)))
  const [ready] = await Promise.race([once(child, 'message'), ended])
  ended.catch(() => {})
  return { ...ready, url: `http://127.0.0.1:${ready.port}`, kill }
}

const all = Array.from({ length: 60 }, (_, seq) => seq)
const chunk = (seq: number): ReplayEvent[] =>
  seq === 0 ? sampleEvents() : [textAdded(seq, seq, `chunk ${seq} of ada@example.com`)]

/** Uploads eight at a time until all are sent or the server is gone; tells of each that is acknowledged. */
async function upload(url: string, path: string, token: string, seqs: number[], acknowledged: (seq: number) => void) {
  const waiting = [...seqs]
  const lane = async () => {
    for (let seq = waiting.shift(); seq !== undefined; seq = waiting.shift()) {
      const { body, sha256 } = packed(chunk(seq))
      const headers = {
        authorization: `Bearer ${token}`,
        'x-vitrine-sha256': sha256,
        'content-type': 'application/gzip',
      }
      const answer = await fetch(`${url}${path}/chunks/${seq}`, { method: 'PUT', headers, body: Buffer.from(body) })
      if (answer.ok) acknowledged(seq)
    }
  }
  await Promise.allSettled(Array.from({ length: 8 }, lane))
}

test('a server killed while chunks arrive loses nothing it acknowledged and doubles nothing', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'vitrine-kill-'))
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 20 }))
  let server = await start(dir, true)
  const { publicKey, origin, projectId, token } = server.seeded as Seeded
  const report = sampleReport(publicKey, all.length)
  const path = `/v1/recordings/${report.recording.id}`
  const open = async () => {
    const headers = { origin, 'content-type': 'application/json' }
    const answer = await fetch(`${server.url}/v1/reports`, { method: 'POST', headers, body: JSON.stringify(report) })
    return answer.json() as Promise<ReportOpened>
  }
  const read = async <T>(address: string) => {
    const answer = await fetch(`${server.url}${address}`, { headers: { authorization: `Bearer ${token}` } })
    return answer.json() as Promise<T>
  }

  const held = new Set<number>()
  for (const until of [10, 25, 45]) {
    const { uploadToken, received } = await open()
    expect(received).toEqual(expect.arrayContaining([...held]))
    for (const seq of held)
      expect(await read(`/api/recordings/${report.recording.id}/blocks/${seq}`)).toHaveLength(chunk(seq).length)
    const { kill, url } = server
    let killed: Promise<void> | undefined
    await upload(
      url,
      path,
      uploadToken,
      all.filter((seq) => !held.has(seq)),
      (seq) => {
        held.add(seq)
        if (held.size >= until) killed ??= kill()
      },
    )
    await killed
    expect(held.size).toBeLessThan(all.length)
    server = await start(dir, false)
  }

  const { uploadToken } = await open()
  await upload(server.url, path, uploadToken, all, (seq) => held.add(seq))
  expect(held.size).toBe(all.length)
  const headers = { authorization: `Bearer ${uploadToken}` }
  const completed = await fetch(`${server.url}/v1/reports/${report.id}/complete`, { method: 'POST', headers })
  expect(completed.status).toBe(200)
  expect((await read<ReportPage>(`/api/projects/${projectId}/reports`)).reports).toHaveLength(1)
  const [recording] = (await read<ReportDetail>(`/api/reports/${report.id}`)).recordings
  expect(recording?.blocks.map(({ seq }) => seq)).toEqual(all)
  expect(recording?.redactedCounts).toEqual({ email: all.length - 1 })
  for (const seq of all.slice(1)) {
    const events = await read(`/api/recordings/${report.recording.id}/blocks/${seq}`)
    expect(events).toEqual([textAdded(seq, seq, `chunk ${seq} of [email]`)])
  }
  const folder = join(dir, 'objects', 'recordings', projectId, report.recording.id)
  expect((await readdir(folder)).filter((name) => name.startsWith('block-'))).toHaveLength(all.length)
}, 120_000)
