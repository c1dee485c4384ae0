import { createRollingBuffer, type RollingBuffer } from '@vitrine/fold'
import type { Mended } from '../assets/mend-sheets.ts'
import type { FromBuffer, Taken, ToBuffer } from './messages.ts'
import { packTexts } from './pack-events.ts'
import { splitAssets } from './split-assets.ts'

/** Events are written with their type first. */
const isSnapshot = /^\{"type":2,/

/** Events name a sheet's text as a value of its own. */
function withWholeSheets(texts: readonly string[], mended: Mended): string[] {
  const pairs = mended.map(([told, whole]) => [JSON.stringify(told), JSON.stringify(whole)] as const)
  return texts.map((text) => pairs.reduce((mending, [told, whole]) => mending.replaceAll(told, () => whole), text))
}

async function take(buffer: RollingBuffer | undefined, split: boolean, mended: Mended): Promise<Taken | undefined> {
  const events = buffer?.take() ?? []
  const endedAt = Date.now()
  const state = events.findIndex(({ json }) => isSnapshot.test(json)) + 1
  // Without the page's full state the rest can't be shown.
  if (!state) return undefined
  const startedAt = events[0]?.at ?? endedAt
  const whole = withWholeSheets(
    events.map(({ json }) => json),
    mended,
  )
  const { texts, ...files } = split ? await splitAssets(whole) : { texts: whole, sheets: [], addresses: [] }
  return { startedAt, endedAt, events: events.length, chunks: await packTexts(texts, state), ...files }
}

/** The buffer behind its messages; the same in a worker and, where there can't be one, on the page's thread. */
export function createHost(say: (message: FromBuffer, transfer: Transferable[]) => void): (message: ToBuffer) => void {
  let buffer: RollingBuffer | undefined
  const answer = async ({ request, split, mended }: ToBuffer & { kind: 'take' }) => {
    try {
      const taken = await take(buffer, split, mended)
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
    else void answer(message)
  }
}

/** Where the worker's file leaves `createHost` when it is loaded into a page instead. */
export const hostSymbol = Symbol.for('vitrine.buffer')
