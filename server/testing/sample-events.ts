import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import type { ReplayEvent } from '@vitrine/protocol'

const file = new URL('fixtures/selection.json', import.meta.url)

/** A page with some text on it, and a selection made there. Begins with its full snapshot. */
export const sampleEvents = (): ReplayEvent[] => JSON.parse(readFileSync(file, 'utf8'))

/** A text that appears on the sample page. */
export const textAdded = (timestamp: number, id: number, textContent: string): ReplayEvent => ({
  type: 3,
  timestamp,
  data: {
    source: 0,
    texts: [],
    attributes: [],
    removes: [],
    adds: [{ parentId: 9, nextId: null, node: { type: 3, id, textContent } }],
  },
})

/** A chunk as a browser sends it. */
export function packed(content: unknown): { body: Uint8Array; sha256: string } {
  const body = gzipSync(typeof content === 'string' ? content : JSON.stringify(content))
  return { body, sha256: createHash('sha256').update(body).digest('hex') }
}
