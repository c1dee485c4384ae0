import type { WebSocket } from 'ws'
import type { Context } from '../../context.ts'
import { ProblemError } from '../errors.ts'

type Stop = () => void | Promise<void>

/** One browser or program at the other end, seen from the handler of its messages. */
export type Connection<Out> = {
  /** On behalf of whoever opened it. */
  readonly ctx: Context
  tell: (message: Out) => void
  /**
   * Keeps a subscription under a name until `leave` or the end of the connection. A name that is kept already is left
   * as it is; beyond a hundred, `too-many-requests`.
   */
  keep: (name: string, subscribe: () => Promise<Stop>) => Promise<void>
  leave: (name: string) => Promise<void>
  /** Hangs up: the other end comes back and asks for everything anew. */
  hangUp: () => void
}

const mostKept = 100
/** A client that lets this much pile up does not read; it is cut off, and may come back. */
const mostWaitingBytes = 1_000_000

export type Kept = Pick<Connection<never>, 'keep' | 'leave'> & {
  /** Stops all; what is still being subscribed is stopped as soon as it is. */
  readonly close: () => Promise<void>
}

export function keptSubscriptions(): Kept {
  const kept = new Map<string, Promise<Stop>>()
  let closed = false
  async function leave(name: string): Promise<void> {
    const subscribed = kept.get(name)
    kept.delete(name)
    const stop = await subscribed?.catch(() => undefined)
    await stop?.()
  }
  return {
    leave,
    async keep(name, subscribe) {
      if (closed || kept.has(name)) return
      if (kept.size >= mostKept)
        throw new ProblemError('too-many-requests', `At most ${mostKept} can be watched at once.`)
      const subscribed = subscribe()
      kept.set(name, subscribed)
      await subscribed.catch((error: unknown) => {
        if (kept.get(name) === subscribed) kept.delete(name)
        throw error
      })
    },
    async close() {
      closed = true
      await Promise.all([...kept.keys()].map(leave))
    },
  }
}

/** Sends unless the client is gone or does not keep up. */
export function send(socket: WebSocket, text: string): void {
  if (socket.readyState !== socket.OPEN) return
  if (socket.bufferedAmount > mostWaitingBytes) socket.terminate()
  else socket.send(text)
}
