/**
 * How a recording lies in storage: blocks that can be read alone, and a keyframe (the page's whole state) before some.
 * A seek reads one keyframe and the blocks from there on, so these bound what it costs. Chosen with
 * `npm run bench -- fold`: reading and folding cost some 12 ms a megabyte, changing and painting the page 60 ms whatever
 * the layout; keyframes twice as far apart add 12 ms to a p95 seek and take half the room.
 */
export const layout = {
  /** A block is closed when either is reached. Bytes are of JSON. */
  blockMs: 10_000,
  blockBytes: 512_000,
  /** A block gets a keyframe when this much has passed since the last one. */
  keyframeEveryMs: 120_000,
  keyframeEveryBytes: 1_000_000,
} as const

/** Of a large page, a keyframe weighs more than what it saves: at least this much per node has to lie between two. */
export const keyframeBytesPerNode = 200
