import type { ReportOpened, ReportSent, SendReport } from '@vitrine/protocol'
import type { Chunk } from '../buffer/pack-events.ts'
import { type Patience, persist } from './retry.ts'

export type Destination = {
  /** Address of the server, with a slash at the end. */
  server: string
  fetch: typeof fetch
  patience?: Patience
}

export type Upload = {
  report: SendReport
  chunks: readonly Chunk[]
  signal: AbortSignal
  /** Steps done of all there are: opening, each chunk, closing. */
  progress: (done: number, total: number) => void
}

const common: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer' }

/**
 * Sends a report: opens it, sends the chunks the server doesn't hold yet, closes it. May be called again with the same
 * report after a failure. Throws `SendError`, or the signal's reason when aborted.
 */
export async function uploadReport({ server, fetch, patience }: Destination, upload: Upload): Promise<ReportSent> {
  const { report, chunks, signal, progress } = upload
  const total = chunks.length + 2
  const send = (path: string, init: RequestInit) =>
    persist((attempt) => fetch(`${server}v1/${path}`, { ...common, ...init, signal: attempt }), signal, patience)

  progress(0, total)
  const headers = { 'content-type': 'application/json' }
  const answer = await send('reports', { method: 'POST', headers, body: JSON.stringify(report) })
  const opened = (await answer.json()) as ReportOpened
  const authorization = `Bearer ${opened.uploadToken}`
  let done = 1
  for (const [seq, { bytes, sha256 }] of chunks.entries()) {
    progress(done++, total)
    if (opened.received.includes(seq)) continue
    const chunk = { authorization, 'content-type': 'application/gzip', 'x-vitrine-sha256': sha256 }
    await send(`recordings/${opened.recordingId}/chunks/${seq}`, { method: 'PUT', headers: chunk, body: bytes })
  }
  progress(done, total)
  const closed = await send(`reports/${opened.reportId}/complete`, { method: 'POST', headers: { authorization } })
  progress(total, total)
  return (await closed.json()) as ReportSent
}
