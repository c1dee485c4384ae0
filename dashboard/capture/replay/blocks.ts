import type { Block } from '@vitrine/protocol'

/** Index of the block to read for `at`: the last that begins at or before it, else the first. */
export function blockAt(blocks: readonly Block[], at: number): number {
  const later = blocks.findIndex(({ firstAt }) => firstAt > at)
  return later === -1 ? Math.max(0, blocks.length - 1) : Math.max(0, later - 1)
}

/** What has to be read to show the page at `at`: the keyframe before `blocks[from]`, if any, and `blocks[from..to]`. */
export type Reach = { readonly keyframe: boolean; readonly from: number; readonly to: number }

/** The shortest way to `at`: from the nearest keyframe before it, else from the beginning. */
export function reach(blocks: readonly Block[], at: number): Reach {
  const to = blockAt(blocks, at)
  for (let from = to; from > 0; from -= 1) if (blocks[from]?.keyframe) return { keyframe: true, from, to }
  return { keyframe: blocks[0]?.keyframe ?? false, from: 0, to }
}
