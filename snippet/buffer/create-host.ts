import { createRollingBuffer, type RollingBuffer } from '@vitrine/fold'
import type { FromBuffer, Taken, ToBuffer } from './messages.ts'
import { packTexts } from './pack-events.ts'
import { splitAssets } from './split-assets.ts'

/** Events are written with their type first. */
const isSnapshot = /^\{"type":2,/

async function take(buffer: RollingBuffer | undefined, split: boolean): Promise<Taken | undefined> {
  const events = buffer?.take() ?? []
  const endedAt = Date.now()
  const state = events.findIndex(({ json }) => isSnapshot.test(json)) + 1
  // Without the page's full state the rest can't be shown.
  if (!state) return undefined
  const startedAt = events[0]?.at ?? endedAt
  const whole = events.map(({ json }) => json)
  const { texts, ...files } = split ? await splitAssets(whole) : { texts: whole, sheets: [], addresses: [] }
  return { startedAt, endedAt, events: events.length, chunks: await packTexts(texts, state), ...files }
}

/** The buffer behind its messages; the same in a worker and, where there can't be one, on the page's thread. */
export function createHost(say: (message: FromBuffer, transfer: Transferable[]) => void): (message: ToBuffer) => void {
  let buffer: RollingBuffer | undefined
  const answer = async (request: number, split: boolean) => {
    try {
      const taken = await take(buffer, split)
      const buffers = taken && [
        ...taken.chunks.map(({ bytes }) => bytes),
        ...taken.sheets.flatMap(({ content, packed }) => [content, packed]),
      ]
      say({ kind: 'taken', request, taken }, buffers?.map(({ buffer }) => buffer) ?? [])
    } catch (error) {
      say({ kind: 'failed', request, message: String(error) }, [])
    }
  }
  return (message) => {
    if (message.kind === 'start') {
      buffer = createRollingBuffer({ seconds: message.seconds, now: Date.now })
      say({ kind: 'ready' }, [])
    } else if (message.kind === 'events') buffer?.push(message.events, message.base)
    else void answer(message.request, message.split)
  }
}

/** Where the worker's file leaves `createHost` when it is loaded into a page instead. */
export const hostSymbol = Symbol.for('vitrine.buffer')
