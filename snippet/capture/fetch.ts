import { listen } from '../boot/guard.ts'
import { watchCalls } from '../boot/watch-calls.ts'
import { failedUnasked, isUnasked, watchPromise } from '../boot/watch-promise.ts'
import type { RawLog } from './raw-log.ts'
import { absolute, begin, bodyBytes, contentLength, verb } from './request-entry.ts'

/** A value in the page's own options, without running a getter of the page's. */
function peek(options: unknown, name: string): unknown {
  if (typeof options !== 'object') return undefined
  for (let owner = options; owner; owner = Reflect.getPrototypeOf(owner)) {
    const property = Reflect.getOwnPropertyDescriptor(owner, name)
    if (property) return property.value
  }
  return undefined
}

const textOf = (reason: unknown): string =>
  (reason instanceof Error ? `${reason.name}: ${reason.message}` : 'failed').slice(0, 500)

/** An answer that may not be read has no status; the browser has sent the request all the same. */
const sent = 202

/** Method, address, status, times and sizes. Nothing is read or cloned; the page gets the very promise. */
export function watchFetch({ push, inside }: RawLog): () => void {
  const undo = [
    listen(window, 'unhandledrejection', failedUnasked),
    watchCalls(window, 'fetch', (_self, [input, init]) => {
      const given = input instanceof Request ? input : undefined
      const body = peek(init, 'body')
      let promise: unknown
      const of = {
        method: verb(peek(init, 'method') ?? given?.method),
        url: given ? given.url : absolute(input),
        requestBytes: given && !body ? null : bodyBytes(body),
      }
      const { request, end } = begin(push, { via: 'fetch', ...of }, () => isUnasked(promise))
      inside.sending?.(request, body)
      const failed = (reason: unknown) => end({ error: textOf(reason) })
      return (outcome) => {
        if (!('returned' in outcome)) return failed(outcome.threw)
        promise = outcome.returned
        watchPromise(
          promise,
          (answer) => {
            const response = answer as Response
            inside.answered.set(response, request)
            const { status, type, headers, url } = response
            const responseBytes = contentLength(headers.get('content-length'))
            end({ status: type.startsWith('opaque') ? sent : status, responseBytes, url: request.url || url })
          },
          failed,
        )
      }
    }),
    watchCalls(navigator, 'sendBeacon', (_self, [url, data]) => {
      const of = { method: 'POST', url: absolute(url), requestBytes: bodyBytes(data) }
      const { request, end } = begin(push, { via: 'beacon', ...of })
      inside.sending?.(request, data)
      return (outcome) => {
        const taken = 'returned' in outcome && outcome.returned === true
        end(taken ? { status: sent } : { error: 'the browser did not take it' })
      }
    }),
  ]
  return () => undo.forEach((restore) => restore())
}
