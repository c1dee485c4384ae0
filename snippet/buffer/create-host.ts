import { createRollingBuffer, type RollingBuffer } from '@vitrine/fold'
import type { FromBuffer, Taken, ToBuffer } from './messages.ts'
import { packTexts } from './pack-events.ts'

/** Events are written with their type first. */
const isSnapshot = /^\{"type":2,/

async function take(buffer: RollingBuffer | undefined): Promise<Taken | undefined> {
  const events = buffer?.take() ?? []
  const endedAt = Date.now()
  const state = events.findIndex(({ json }) => isSnapshot.test(json)) + 1
  // Without the page's full state the rest can't be shown.
  if (!state) return undefined
  const startedAt = events[0]?.at ?? endedAt
  const texts = events.map(({ json }) => json)
  return { startedAt, endedAt, events: events.length, chunks: await packTexts(texts, state) }
}

/** The buffer behind its messages; the same in a worker and, where there can't be one, on the page's thread. */
export function createHost(say: (message: FromBuffer, transfer: Transferable[]) => void): (message: ToBuffer) => void {
  let buffer: RollingBuffer | undefined
  const answer = async (request: number) => {
    try {
      const taken = await take(buffer)
      say({ kind: 'taken', request, taken }, taken?.chunks.map(({ bytes }) => bytes.buffer) ?? [])
    } catch (error) {
      say({ kind: 'failed', request, message: String(error) }, [])
    }
  }
  return (message) => {
    if (message.kind === 'start') {
      buffer = createRollingBuffer({ seconds: message.seconds, now: Date.now })
      say({ kind: 'ready' }, [])
    } else if (message.kind === 'events') buffer?.push(message.events, message.base)
    else void answer(message.request)
  }
}

/** Where the worker's file leaves `createHost` when it is loaded into a page instead. */
export const hostSymbol = Symbol.for('vitrine.buffer')
