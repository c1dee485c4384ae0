import type { RecordedEvent } from '@vitrine/fold'
import { toJson } from '../boot/json.ts'
import { sha256 } from './sha256.ts'

/** Whole events as the server takes them: a gzip stream of a JSON array, and its digest. */
export type Chunk = { bytes: Uint8Array<ArrayBuffer>; sha256: string }

export const fullSnapshot = 2

const packedGoal = 256_000
/** Recorded pages shrink to a tenth or less; this many characters give a chunk near the goal at once. */
const plainGoal = 1_500_000

export async function gzip(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Neighbours together until the goal is reached. */
export function group(texts: readonly string[], goal: number): string[][] {
  const groups: string[][] = []
  let size = 0
  for (const text of texts) {
    const last = groups.at(-1)
    if (last && size + text.length <= goal) last.push(text)
    else {
      groups.push([text])
      size = 0
    }
    size += text.length + 1
  }
  return groups
}

async function packGroup(texts: string[]): Promise<Chunk[]> {
  const bytes = await gzip(`[${texts.join(',')}]`)
  if (bytes.length <= packedGoal || texts.length === 1) return [{ bytes, sha256: await sha256(bytes) }]
  const half = texts.length >> 1
  return [...(await packGroup(texts.slice(0, half))), ...(await packGroup(texts.slice(half)))]
}

/** The page's full state, with what leads to it, is one text and so in one chunk. */
function joinState(texts: readonly string[], state: number): readonly string[] {
  return state ? [texts.slice(0, state).join(','), ...texts.slice(state)] : texts
}

/** Cuts events, each as JSON, into chunks of about 256 KB packed; no event is ever cut. `state`: how many come with the snapshot. */
export async function packTexts(events: readonly string[], state: number): Promise<Chunk[]> {
  const chunks: Chunk[] = []
  for (const texts of group(joinState(events, state), plainGoal)) chunks.push(...(await packGroup(texts)))
  return chunks
}

export const packEvents = (events: readonly RecordedEvent[]): Promise<Chunk[]> =>
  packTexts(
    events.map((event) => toJson(event)),
    events.findIndex(({ type }) => type === fullSnapshot) + 1,
  )
