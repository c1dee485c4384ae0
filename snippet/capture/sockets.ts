import { listen } from '../boot/guard.ts'
import { now, sinceStart } from '../boot/natives.ts'
import { watchCalls } from '../boot/watch-calls.ts'
import type { RawLog } from './raw-log.ts'
import { begin, bodyBytes } from './request-entry.ts'

const opened = 101
/** Ends that nobody has to look into: done, page left, no code given. */
const fine = [1_000, 1_001, 1_005]

type Closed = { status: number } | { error: string }

/** One entry when it has opened, one when it has closed, with what went over it. */
function createLine({ push }: RawLog, via: 'sse' | 'websocket', url: string) {
  const { end } = begin(push, { via, method: 'GET', url, requestBytes: 0 })
  const line = { url, sent: 0, received: 0, messages: 0 }
  let since: number | undefined
  return Object.assign(line, {
    open(status: number) {
      end({ status })
      since = sinceStart()
    },
    /** `unopened`: what is said of one that never opened. */
    close(closed: Closed, unopened = closed) {
      if (since === undefined) return end(unopened)
      const { sent: requestBytes, received: responseBytes, messages } = line
      const durationMs = Math.round(sinceStart() - since)
      const of = { via, method: 'CLOSE', url, at: now(), durationMs, requestBytes, responseBytes, messages }
      push({ kind: 'request', status: 0, ...of, ...closed })
      since = undefined
    },
  })
}

type Line = ReturnType<typeof createLine>

/** For as long as the connection lives; once nothing is watched any more, nobody hears of it. */
function hear(target: EventTarget, handlers: Record<string, (event: never) => void>): void {
  for (const name of Object.keys(handlers)) listen(target, name as 'message', handlers[name] as (event: Event) => void)
}

function watchWebSockets(log: RawLog): (() => void)[] {
  const lines = new WeakMap<object, Line>()
  const note = (socket: object, direction: 'sent' | 'received', data: unknown) => {
    const line = lines.get(socket)
    if (!line) return
    const bytes = bodyBytes(data) ?? 0
    line[direction] += bytes
    line.messages++
    log.inside.message?.('websocket', { url: line.url, direction, bytes }, data)
  }
  const follow = (socket: WebSocket) => {
    const line = createLine(log, 'websocket', socket.url)
    lines.set(socket, line)
    hear(socket, {
      open: () => line.open(opened),
      message: ({ data }: MessageEvent) => note(socket, 'received', data),
      close({ code, reason }: CloseEvent) {
        line.close(fine.includes(code) ? { status: opened } : { error: `closed ${code} ${reason}`.trim() })
      },
    })
  }
  return [
    watchCalls(window, 'WebSocket', () => (outcome) => {
      if ('returned' in outcome) follow(outcome.returned as WebSocket)
    }),
    watchCalls(WebSocket.prototype, 'send', (self, [data]) => {
      log.inside.stirs++
      note(self as object, 'sent', data)
    }),
  ]
}

function watchEventSources(log: RawLog): (() => void)[] {
  const lines = new WeakMap<object, Line>()
  const follow = (source: EventSource) => {
    const begun = () => {
      const line = createLine(log, 'sse', source.url)
      lines.set(source, line)
      return line
    }
    let line = begun()
    hear(source, {
      open: () => line.open(200),
      message({ data }: MessageEvent) {
        const bytes = bodyBytes(data) ?? 0
        line.received += bytes
        line.messages++
        log.inside.message?.('sse', { url: line.url, direction: 'received', bytes }, data)
      },
      error() {
        const over = source.readyState === EventSource.CLOSED
        line.close({ error: over ? 'failed' : 'interrupted' })
        // The browser tries again by itself.
        if (!over) line = begun()
      },
    })
  }
  return [
    watchCalls(window, 'EventSource', () => (outcome) => {
      if ('returned' in outcome) follow(outcome.returned as EventSource)
    }),
    watchCalls(EventSource.prototype, 'close', (self) => {
      lines.get(self as object)?.close({ status: 200 }, { error: 'aborted' })
      lines.delete(self as object)
    }),
  ]
}

/** When connections open and close, and how much goes over them. Messages that have names of their own aren't counted. */
export function watchSockets(log: RawLog): () => void {
  const undo = [...watchWebSockets(log), ...watchEventSources(log)]
  return () => undo.forEach((restore) => restore())
}
