import { guard } from '../boot/guard.ts'
import { type Ended, watchCalls } from '../boot/watch-calls.ts'
import type { RawEntry } from './raw-log.ts'
import { absolute, bodyBytes, contentLength, type RequestEntry } from './request-entry.ts'

const headers = 2
const endings: Record<string, string> = { error: 'failed', abort: 'aborted', timeout: 'timed out' }

function length(xhr: XMLHttpRequest): number | null {
  // Asking for a header that CORS hides would print an error in the page's console.
  if (xhr.readyState < headers || !/^content-length:/im.test(xhr.getAllResponseHeaders())) return null
  return contentLength(xhr.getResponseHeader('content-length'))
}

/** Waits for the end of a request that is about to be sent. */
function follow(xhr: XMLHttpRequest, entry: RequestEntry, push: (entry: RawEntry) => void): Ended {
  const started = performance.now()
  let error: string | undefined
  const note = guard((event: Event) => {
    error = endings[event.type]
  })
  const finish = guard(() => {
    for (const ending in endings) xhr.removeEventListener(ending, note)
    xhr.removeEventListener('loadend', finish)
    const durationMs = Math.round(performance.now() - started)
    push({ ...entry, status: xhr.status, durationMs, responseBytes: length(xhr), ...(error && { error }) })
  })
  for (const ending in endings) xhr.addEventListener(ending, note)
  xhr.addEventListener('loadend', finish)
  return (outcome) => {
    // A synchronous request that fails throws and fires nothing.
    if (!('threw' in outcome)) return
    error ??= 'failed'
    finish()
  }
}

export function watchXhr(push: (entry: RawEntry) => void): () => void {
  const opened = new WeakMap<object, { method: string; url: string }>()
  const undo = [
    watchCalls(XMLHttpRequest.prototype, 'open', (self, [method, url]) => {
      opened.set(self as object, { method: String(method).toUpperCase().slice(0, 20), url: absolute(url) })
    }),
    watchCalls(XMLHttpRequest.prototype, 'send', (self, [body]) => {
      const xhr = self as XMLHttpRequest
      const target = opened.get(xhr)
      if (!target) return undefined
      const sizes = { status: 0, durationMs: 0, requestBytes: bodyBytes(body), responseBytes: null }
      return follow(xhr, { kind: 'request', at: Date.now(), via: 'xhr', ...target, ...sizes }, push)
    }),
  ]
  return () => undo.forEach((restore) => restore())
}
