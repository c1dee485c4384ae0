import type { CaptureSettings } from '@vitrine/protocol'
import { now } from '../boot/natives.ts'
import { watchCalls } from '../boot/watch-calls.ts'
import { watchPromise } from '../boot/watch-promise.ts'
import { matches } from './matches.ts'
import { rawBody } from './raw-body.ts'
import type { RawLog, RawRequest } from './raw-log.ts'

const readers = ['text', 'json', 'arrayBuffer', 'bytes', 'blob', 'formData']
/** Beyond this many messages in a second only their sizes are counted. */
const messagesPerSecond = 20

type Prototype = typeof XMLHttpRequest.prototype

/** By the browser's own accessors: the page may have put something else on top. */
const xhrValue = (xhr: XMLHttpRequest, name: keyof Prototype): unknown =>
  Reflect.get(XMLHttpRequest.prototype, name, xhr)

function xhrBody(xhr: XMLHttpRequest) {
  const type = xhrValue(xhr, 'responseType')
  return rawBody(xhrValue(xhr, type === '' || type === 'text' ? 'responseText' : 'response'))
}

/** Sees what the page itself reads of an answer, when it reads it. */
function watchReading({ inside, push }: RawLog, wanted: (request: RawRequest) => boolean): (() => void)[] {
  const seen = new WeakSet<RawRequest>()
  const read = readers.map((name) =>
    watchCalls(Response.prototype, name, (self) => {
      const request = inside.answered.get(self as object)
      if (!request || seen.has(request) || !wanted(request)) return undefined
      seen.add(request)
      const keep = (value: unknown) => {
        const body = rawBody(value)
        if (body) push({ kind: 'answer-read', at: now(), request, body })
      }
      return (outcome) => 'returned' in outcome && watchPromise(outcome.returned, keep, () => {})
    }),
  )
  const cloned = watchCalls(Response.prototype, 'clone', (self) => {
    const request = inside.answered.get(self as object)
    return (outcome) => {
      if (request && 'returned' in outcome) inside.answered.set(outcome.returned as object, request)
    }
  })
  return [...read, cloned]
}

/** Contents of the requests, answers and messages that the project names. Where it names none, nothing is watched. */
export function watchBodies(log: RawLog, { bodies, sockets }: CaptureSettings): () => void {
  const { inside, push } = log
  const wanted = ({ url }: RawRequest) => matches(bodies, url, location)
  let second = 0
  let count = 0
  const spare = () => {
    const current = Math.floor(now() / 1_000)
    if (current !== second) [second, count] = [current, 0]
    return ++count <= messagesPerSecond
  }
  const undo = bodies.length ? watchReading(log, wanted) : []
  if (bodies.length) {
    inside.sending = (request, body) => {
      if (wanted(request)) request.requestBody = rawBody(body ?? undefined)
    }
    inside.received = (request, xhr) => {
      if (wanted(request)) request.responseBody = xhrBody(xhr)
    }
  }
  if (bodies.length || sockets.length) {
    inside.message = (via, frame, data) => {
      if (!matches(via === 'sse' ? bodies : sockets, frame.url, location) || !spare()) return
      push({ kind: 'frame', at: now(), ...frame, body: typeof data === 'string' ? rawBody(data) : undefined })
    }
  }
  return () => {
    inside.sending = inside.received = inside.message = undefined
    undo.forEach((restore) => restore())
  }
}
