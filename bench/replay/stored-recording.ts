import { zstdCompressSync } from 'node:zlib'
import { createKeyframer, type KeyframeSpacing, type RecordedEvent } from '../../fold/index.ts'

export interface StoredBlock {
  seq: number
  firstAt: number
  lastAt: number
  events: number
  keyframe: boolean
}

export interface Layout extends Required<KeyframeSpacing> {
  blockMs: number
  blockBytes: number
}

/** A recording in storage, as the server keeps it: compressed blocks, and keyframes before some. */
export interface StoredRecording {
  blocks: StoredBlock[]
  blockBytes: number
  keyframeBytes: number
  keyframes: number
  /** JSON, packed with zstd, as it rests and as the API passes it on. */
  read(kind: string, seq: number): Buffer | undefined
}

function cut(events: RecordedEvent[], { blockMs, blockBytes }: Layout): RecordedEvent[][] {
  const blocks: RecordedEvent[][] = []
  let open: RecordedEvent[] = []
  let bytes = 0
  for (const event of events) {
    const full = bytes >= blockBytes || event.timestamp - (open[0]?.timestamp ?? event.timestamp) >= blockMs
    if (full) {
      blocks.push(open)
      open = []
      bytes = 0
    }
    open.push(event)
    bytes += JSON.stringify(event).length
  }
  return [...blocks, open]
}

export function storeRecording(events: RecordedEvent[], layout: Layout): StoredRecording {
  const keyframer = createKeyframer(layout)
  const stored = new Map<string, Buffer>()
  const sizes = { blocks: 0, keyframes: 0 }
  const put = (kind: 'blocks' | 'keyframes', seq: number, json: string) => {
    const packed = zstdCompressSync(json)
    stored.set(`${kind}/${seq}`, packed)
    sizes[kind] += packed.length
  }
  const blocks = cut(events, layout).map((block, seq) => {
    const json = JSON.stringify(block)
    const keyframe = keyframer.block(block, json.length)
    if (keyframe) put('keyframes', seq, JSON.stringify(keyframe))
    put('blocks', seq, json)
    const [first, last] = [block[0], block.at(-1)]
    return {
      seq,
      firstAt: first?.timestamp ?? 0,
      lastAt: last?.timestamp ?? 0,
      events: block.length,
      keyframe: keyframe !== null,
    }
  })
  return {
    blocks,
    blockBytes: sizes.blocks,
    keyframeBytes: sizes.keyframes,
    keyframes: blocks.filter(({ keyframe }) => keyframe).length,
    read: (kind, seq) => stored.get(`${kind}/${seq}`),
  }
}
