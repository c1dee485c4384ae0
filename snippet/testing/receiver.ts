import { createHash, generateKeyPairSync, sign } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { gunzipSync } from 'node:zlib'
import { defaultCapture, type Policy, SendReport } from '@vitrine/protocol'

export type RecordedEvent = { type: number; timestamp: number; data: Record<string, unknown> }
export type Refusal = { status: number; body?: object; headers?: Record<string, string> }

/** What arrived, as the protocol understands it. */
export type Received = {
  report: SendReport
  /** By their number; each is what one chunk held. */
  chunks: Map<number, RecordedEvent[]>
  packedBytes: number[]
  /** Style sheets, pictures and fonts by their SHA-256. */
  files: Map<string, Buffer>
  complete: boolean
  voice?: Buffer
}

export const publicKey = 'pk_testtesttesttesttesttest'
const { privateKey, publicKey: verifying } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const jwk = verifying.export({ format: 'jwk' })

export const balanced: Policy = {
  project: publicKey,
  masking: { mode: 'balanced', block: [], mask: [], unmask: [], ignore: [] },
  recordingSeconds: 120,
  capture: defaultCapture,
  triggers: [],
  privacyUrl: 'http://privacy.test/',
  issuedAt: new Date().toISOString(),
}

export function signPolicy(policy: Policy): { policy: string; signature: string } {
  const text = JSON.stringify({ ...policy, issuedAt: new Date().toISOString() })
  const signature = sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding: 'ieee-p1363' })
  return { policy: text, signature: signature.toString('base64url') }
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts)
}

/** Plays the intake's part for the snippet's tests: serves its files, keeps what it sends, refuses when told to. */
export function createReceiver(dist: string) {
  const received: Received[] = []
  const refusals: { path: RegExp; refusal: Refusal }[] = []
  const holds: { path: RegExp; arrived: (drop: () => void) => void }[] = []
  let answer: object = signPolicy(balanced)
  let cutOff = false

  const json = (response: ServerResponse, status: number, body?: object, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body && JSON.stringify(body))

  const open = (body: Buffer) => {
    const report = SendReport.parse(JSON.parse(body.toString()))
    const known = received.find((one) => one.report.id === report.id)
    const one: Received = known ?? { report, chunks: new Map(), packedBytes: [], files: new Map(), complete: false }
    if (!known) received.push(one)
    const { id: recordingId, assets = [] } = report.recording
    const wanted = assets.map(({ sha256 }) => sha256).filter((sha256) => !one.files.has(sha256))
    const held = { received: [...one.chunks.keys()], voiceHeld: Boolean(one.voice), wanted }
    return { reportId: report.id, recordingId, uploadToken: 'upload-token', ...held }
  }
  const store = (request: IncomingMessage, recordingId: string, seq: number, body: Buffer) => {
    const one = received.find(({ report }) => report.recording.id === recordingId)
    const hash = createHash('sha256').update(body).digest('hex')
    const proper =
      request.headers.authorization === 'Bearer upload-token' && hash === request.headers['x-vitrine-sha256']
    if (!one || !proper || request.headers['content-type'] !== 'application/gzip') throw new Error('not a chunk')
    one.chunks.set(seq, JSON.parse(gunzipSync(body).toString()))
    one.packedBytes.push(body.length)
    return { seq, stored: true }
  }
  const storeFile = (recordingId: string, sha256: string, body: Buffer) => {
    const one = received.find(({ report }) => report.recording.id === recordingId)
    if (createHash('sha256').update(body).digest('hex') !== sha256) throw new Error('not this file')
    one?.files.set(sha256, body)
    return { sha256, stored: true }
  }
  const storeVoice = (request: IncomingMessage, recordingId: string, body: Buffer) => {
    const one = received.find(({ report }) => report.recording.id === recordingId)
    const hash = createHash('sha256').update(body).digest('hex')
    const proper = hash === request.headers['x-vitrine-sha256'] && hash === one?.report.recording.voice?.sha256
    if (!one || !proper || request.headers['content-type'] !== 'audio/webm') throw new Error('not the voice note')
    one.voice = body
    return { stored: true }
  }
  const intake = async (request: IncomingMessage, response: ServerResponse, path: string) => {
    const body = await bodyOf(request)
    if (cutOff && path.startsWith('/v1/reports')) return void request.socket.destroy()
    const held = holds.findIndex((one) => one.path.test(`${request.method} ${path}`))
    if (held >= 0) return holds.splice(held, 1)[0]?.arrived(() => request.socket.destroy())
    const refused = refusals.findIndex((one) => one.path.test(`${request.method} ${path}`))
    if (refused >= 0) {
      const { refusal } = refusals.splice(refused, 1)[0] as { refusal: Refusal }
      return json(response, refusal.status, refusal.body, refusal.headers)
    }
    const chunk = /^\/v1\/recordings\/([^/]+)\/chunks\/(\d+)$/.exec(path)
    const file = /^\/v1\/recordings\/([^/]+)\/assets\/(\w+)$/.exec(path)
    const voice = /^\/v1\/recordings\/([^/]+)\/voice$/.exec(path)
    const complete = /^\/v1\/reports\/([^/]+)\/complete$/.exec(path)
    if (path === '/v1/policy') return json(response, 200, answer)
    if (path === '/v1/ping') return json(response, 204)
    if (path === '/v1/reports') return json(response, 200, open(body))
    if (voice) return json(response, 200, storeVoice(request, voice[1] ?? '', body))
    if (chunk) return json(response, 200, store(request, chunk[1] ?? '', Number(chunk[2]), body))
    const content = request.headers['content-type'] === 'application/gzip' ? () => gunzipSync(body) : () => body
    if (file) return json(response, 200, storeFile(file[1] ?? '', file[2] ?? '', content()))
    const one = received.find(({ report }) => report.id === complete?.[1])
    if (!one) return json(response, 404)
    one.complete = true
    return json(response, 200, { reportId: one.report.id, state: 'received' })
  }
  const serveFile = async (response: ServerResponse, path: string) => {
    const name = path === '/v.js' ? 'v.js' : path.replace('/vitrine/', '')
    const text = await readFile(`${dist}/${name}`, 'utf8')
    response
      .writeHead(200, { 'content-type': 'text/javascript' })
      .end(text.replace('__VITRINE_PUBLIC_KEY__', JSON.stringify(jwk)))
  }
  return {
    received,
    jwk,
    /** As it was at first. */
    reset() {
      received.length = refusals.length = holds.length = 0
      cutOff = false
      answer = signPolicy(balanced)
    },
    /** The next answers to `GET /v1/policy`. */
    policy(next: Partial<Policy>) {
      answer = signPolicy({ ...balanced, ...next })
    },
    /** As it is, signed or not. */
    answerPolicy(next: object) {
      answer = next
    },
    /** Refuses the next request whose method and path match, once for each call. */
    refuse(path: RegExp, refusal: Refusal) {
      refusals.push({ path, refusal })
    },
    /** While on, reports meet a dead line. */
    cut(on: boolean) {
      cutOff = on
    },
    /** Leaves the next such request without an answer, and what it brings unread; resolves with what cuts it off. */
    hold: (path: RegExp) => new Promise<() => void>((arrived) => holds.push({ path, arrived })),
    async handle(request: IncomingMessage, response: ServerResponse) {
      const path = new URL(request.url ?? '/', 'http://receiver').pathname
      response.setHeader('access-control-allow-origin', '*')
      response.setHeader('access-control-allow-headers', 'authorization,content-type,x-vitrine-sha256')
      response.setHeader('access-control-allow-methods', 'GET,POST,PUT')
      response.setHeader('access-control-expose-headers', 'retry-after')
      if (request.method === 'OPTIONS') return response.writeHead(204).end()
      try {
        return await (path.startsWith('/v1/') ? intake(request, response, path) : serveFile(response, path))
      } catch (error) {
        return json(response, 500, { detail: String(error) })
      }
    },
  }
}
