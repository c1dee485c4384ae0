import { guard } from '../boot/guard.ts'
import { type Ended, watchCalls } from '../boot/watch-calls.ts'
import type { RawLog } from './raw-log.ts'
import { absolute, begin, bodyBytes, contentLength, verb } from './request-entry.ts'

const headers = 2
const endings = ['error', 'abort', 'timeout'] as const
const words = { error: 'failed', abort: 'aborted', timeout: 'timed out' }

function length(xhr: XMLHttpRequest): number | null {
  // Asking for a header that CORS hides would print an error in the page's console.
  if (xhr.readyState < headers || !/^content-length:/im.test(xhr.getAllResponseHeaders())) return null
  return contentLength(xhr.getResponseHeader('content-length'))
}

/** Waits for the end of a request that is about to be sent. */
function follow(xhr: XMLHttpRequest, target: { method: string; url: string }, body: unknown, log: RawLog): Ended {
  const { request, end } = begin(log.push, { via: 'xhr', ...target, requestBytes: bodyBytes(body) })
  log.inside.sending?.(request, body)
  let error: string | undefined
  const note = guard((event: Event) => {
    error = words[event.type as keyof typeof words]
  })
  const finish = guard(() => {
    for (const ending of endings) xhr.removeEventListener(ending, note)
    xhr.removeEventListener('loadend', finish)
    if (!error) log.inside.received?.(request, xhr)
    end({ status: xhr.status, responseBytes: length(xhr), ...(error && { error }) })
  })
  for (const ending of endings) xhr.addEventListener(ending, note)
  xhr.addEventListener('loadend', finish)
  return (outcome) => {
    // A synchronous request that fails throws and fires nothing.
    if (!('threw' in outcome)) return
    error ??= 'failed'
    finish()
  }
}

export function watchXhr(log: RawLog): () => void {
  const opened = new WeakMap<object, { method: string; url: string }>()
  const undo = [
    watchCalls(XMLHttpRequest.prototype, 'open', (self, [method, url]) => {
      opened.set(self as object, { method: verb(method), url: absolute(url) })
    }),
    watchCalls(XMLHttpRequest.prototype, 'send', (self, [body]) => {
      const target = opened.get(self as object)
      return target && follow(self as XMLHttpRequest, target, body, log)
    }),
  ]
  return () => undo.forEach((restore) => restore())
}
