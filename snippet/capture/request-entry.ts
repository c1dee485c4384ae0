import type { TimelineEntry } from '@vitrine/protocol'

export type RequestEntry = Extract<TimelineEntry, { kind: 'request' }>

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

export const absolute = (url: unknown): string => {
  try {
    return new URL(String(url), document.baseURI).href
  } catch {
    return String(url)
  }
}

/** What the browser itself measured, for answers that did not say how long they were. */
export function measuredBytes(entry: RequestEntry): number | null {
  const address = entry.url.split('#')[0] ?? ''
  const began = entry.at - performance.timeOrigin
  const measured = performance
    .getEntriesByName(address, 'resource')
    .filter((timing) => timing instanceof PerformanceResourceTiming)
    .find((timing) => timing.startTime >= began - 5 && timing.startTime <= began + entry.durationMs)
  return measured?.encodedBodySize || null
}
