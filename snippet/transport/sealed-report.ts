import type { SendReport } from '@vitrine/protocol'
import { type DraftFile, isSheet } from '../assets/draft-files.ts'
import { toJson } from '../boot/json.ts'
import type { Chunk } from '../buffer/pack-events.ts'
import type { Draft } from '../record/draft.ts'

export type Body = string | Uint8Array<ArrayBuffer>

/** One request of a report, without its body. The first one opens the report, the last one completes it. */
export type Part = {
  name: string
  /** Below the server's address. */
  path: string
  method: 'POST' | 'PUT'
  headers: Record<string, string>
  bytes: number
  /** Number by which an opened report says that this part need not be sent. */
  seq?: number
  /** SHA-256 of a file, sent only if an opened report asks for it. */
  file?: string
  /** The report is worth something without it: a refusal ends nothing. */
  spare?: boolean
  /** The voice note, of which an opened report says the same. */
  voice?: true
}

/** A report as it will be sent: every request in its order, masked and packed. Nothing in it changes any more. */
export type SealedReport = {
  id: string
  parts: readonly Part[]
  /** By the part's place in `parts`. */
  bodies: readonly (Body | undefined)[]
}

type Request = Omit<Part, 'bytes'> & { body?: Body }

const lengthOf = (body: Body): number => (typeof body === 'string' ? new Blob([body]).size : body.length)

const chunkRequest = (recordingId: string, { bytes, sha256 }: Chunk, seq: number): Request => ({
  name: `chunk ${seq}`,
  path: `v1/recordings/${recordingId}/chunks/${seq}`,
  method: 'PUT',
  headers: { 'content-type': 'application/gzip', 'x-vitrine-sha256': sha256 },
  body: bytes,
  seq,
})

const fileRequest = (recordingId: string, file: DraftFile): Request => ({
  name: `file ${file.sha256}`,
  path: `v1/recordings/${recordingId}/assets/${file.sha256}`,
  method: 'PUT',
  headers: { 'content-type': file.packed ? 'application/gzip' : 'application/octet-stream' },
  body: file.packed ?? file.content,
  file: file.sha256,
  ...(!isSheet(file) && { spare: true }),
})

const voiceRequest = (recordingId: string, sha256: string, body: Uint8Array<ArrayBuffer>): Request => ({
  name: 'voice',
  path: `v1/recordings/${recordingId}/voice`,
  method: 'PUT',
  headers: { 'content-type': 'audio/webm', 'x-vitrine-sha256': sha256 },
  body,
  voice: true,
})

/** All that is sent for a report. Style sheets first: without them nothing of it looks right. */
export function sealReport(
  report: SendReport,
  { chunks, files, voice }: Pick<Draft, 'chunks' | 'files' | 'voice'>,
): SealedReport {
  const { id, recording } = report
  const json = { 'content-type': 'application/json' }
  const requests: Request[] = [
    { name: 'open', path: 'v1/reports', method: 'POST', headers: json, body: toJson(report) },
    ...files.filter(isSheet).map((file) => fileRequest(recording.id, file)),
    ...chunks.map((chunk, seq) => chunkRequest(recording.id, chunk, seq)),
    ...(voice && recording.voice ? [voiceRequest(recording.id, recording.voice.sha256, voice)] : []),
    ...files
      .filter((file) => !isSheet(file))
      .toSorted((a, b) => a.bytes - b.bytes)
      .map((file) => fileRequest(recording.id, file)),
    { name: 'complete', path: `v1/reports/${id}/complete`, method: 'POST', headers: {} },
  ]
  const parts = requests.map(({ body, ...part }) => ({ ...part, bytes: body ? lengthOf(body) : 0 }))
  return { id, parts, bodies: requests.map(({ body }) => body) }
}

export const bytesOf = (parts: readonly Part[]): number => parts.reduce((sum, { bytes }) => sum + bytes, 0)
