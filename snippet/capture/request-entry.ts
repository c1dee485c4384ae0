import { now, sinceStart } from '../boot/natives.ts'
import type { RawEntry, RawRequest } from './raw-log.ts'

/** Bytes of a request's body where that can be told without reading it. */
export function bodyBytes(body: unknown): number | null {
  if (body === null || body === undefined) return 0
  if (typeof body === 'string') return body.length > 100_000 ? body.length : new TextEncoder().encode(body).length
  if (body instanceof Blob) return body.size
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body)) return body.byteLength
  return null
}

/** The number in a `Content-Length` header. */
export function contentLength(header: string | null | undefined): number | null {
  const bytes = Number(header ?? Number.NaN)
  return Number.isSafeInteger(bytes) && bytes >= 0 ? bytes : null
}

/** Runs no code of the page: an object that turns itself into an address may do more than that. */
export function absolute(url: unknown): string {
  try {
    if (typeof url === 'string') return new URL(url, document.baseURI).href
    return url instanceof URL || url instanceof Location ? url.href : ''
  } catch {
    return String(url)
  }
}

export const verb = (method: unknown): string =>
  typeof method === 'string' ? method.toUpperCase().slice(0, 20) : 'GET'

export type Ended = Partial<Pick<RawRequest, 'status' | 'responseBytes' | 'error' | 'url'>>

/** A request under way. Returns what to call when it has ended; the first call counts. */
export function begin(
  push: (entry: RawEntry) => void,
  of: Pick<RawRequest, 'via' | 'method' | 'url' | 'requestBytes'>,
  unheard?: () => boolean,
): { request: RawRequest; end: (ended: Ended) => void } {
  const started = sinceStart()
  const request: RawRequest = { kind: 'request', at: now(), status: 0, durationMs: 0, responseBytes: null, ...of }
  let open = true
  push({ kind: 'request-begun', at: request.at, request, unheard })
  const end = (ended: Ended) => {
    if (!open) return
    open = false
    push(Object.assign(request, ended, { durationMs: Math.round(sinceStart() - started) }))
  }
  return { request, end }
}
