import { guard } from '../boot/guard.ts'
import { watchCalls } from '../boot/watch-calls.ts'
import type { RawEntry } from './raw-log.ts'
import { absolute, bodyBytes, contentLength, type RequestEntry } from './request-entry.ts'

function begun(input: unknown, init: RequestInit | undefined): RequestEntry {
  const request = input instanceof Request ? input : undefined
  return {
    kind: 'request',
    at: Date.now(),
    via: 'fetch',
    method: (init?.method ?? request?.method ?? 'GET').toUpperCase().slice(0, 20),
    url: absolute(request ? request.url : input),
    status: 0,
    durationMs: 0,
    requestBytes: request && !init?.body ? null : bodyBytes(init?.body),
    responseBytes: null,
  }
}

const textOf = (reason: unknown): string => (reason instanceof Error ? `${reason.name}: ${reason.message}` : 'failed')

/** Method, address, status, times and sizes. Bodies are never read or cloned; the page gets the very promise. */
export function watchFetch(push: (entry: RawEntry) => void): () => void {
  return watchCalls(window, 'fetch', (_self, [input, init]) => {
    const started = performance.now()
    const entry = begun(input, init as RequestInit | undefined)
    const finish = (more: Partial<RequestEntry>) =>
      push({ ...entry, ...more, durationMs: Math.round(performance.now() - started) })
    return (outcome) => {
      if (!('returned' in outcome)) return finish({ error: textOf(outcome.threw).slice(0, 500) })
      if (!(outcome.returned instanceof Promise)) return
      void Promise.prototype.then.call(
        outcome.returned,
        guard((response: Response) =>
          finish({ status: response.status, responseBytes: contentLength(response.headers.get('content-length')) }),
        ) as (value: unknown) => void,
        guard((reason: unknown) => finish({ error: textOf(reason).slice(0, 500) })),
      )
    }
  })
}
