import { idle } from '../boot/when-idle.ts'
import type { createHost } from '../buffer/create-host.ts'
import type { FromBuffer, ToBuffer } from '../buffer/messages.ts'

/** `hostSymbol` of the buffer, named again so that its code stays out of this bundle. */
const hostSymbol = Symbol.for('vitrine.buffer')
const sliceEvents = 50

const slices = (message: ToBuffer): ToBuffer[] => {
  if (message.kind !== 'events') return [message]
  const parts: ToBuffer[] = []
  for (let from = 0; from < message.events.length; from += sliceEvents) {
    parts.push({ ...message, events: message.events.slice(from, from + sliceEvents) })
  }
  return parts
}

/** The buffer on the page's own thread, in slices when there is time: where the page allows no worker. */
export async function bufferHere(
  load: () => Promise<unknown>,
  hear: (message: FromBuffer) => void,
): Promise<(message: ToBuffer) => void> {
  await load()
  const host = (Reflect.get(globalThis, hostSymbol) as typeof createHost)(hear)
  const queue: ToBuffer[] = []
  const work = () => {
    const next = queue.shift()
    if (!next) return
    host(next)
    if (queue.length) idle(work)
  }
  return (message) => {
    const waiting = queue.length > 0
    queue.push(...slices(message))
    if (!waiting) idle(work)
  }
}
