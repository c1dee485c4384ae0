import type { MaskCounts } from './counts.ts'
import { maskTextIn, readAtOnce } from './mask-text.ts'
import type { MaskingMode } from './policy.ts'

/** What stands so far before and behind a cut is read again, across it. */
const around = { before: 4_000, behind: 1_000 } as const
const mostTries = 4
const stepBack = 500

/** One piece of a long text, as it may be shown, and where the next one begins. */
export type Piece = { readonly shown: string; readonly to: number }

/** Behind the last line of this stretch, else behind its last word or value; 0 where there is nothing of the kind. */
function lastEnd(stretch: string): number {
  const line = stretch.lastIndexOf('\n') + 1
  if (line) return line
  for (const end of [/\s/, /[,;}>]/])
    for (let at = stretch.length; at > 0; at--) if (end.test(stretch[at - 1] ?? '')) return at
  return 0
}

/** Whether nothing that a detector knows lies across the cut: both sides read by themselves say what they say together. */
function isClean(text: string, at: number, mode: MaskingMode): boolean {
  const before = text.slice(Math.max(0, at - around.before), at)
  const behind = text.slice(at, at + around.behind)
  const read = (part: string) => maskTextIn(part, mode, {})
  return read(before) + read(behind) === read(before + behind)
}

/** Where a key block begins that doesn't end in this stretch: it may be longer than what is read again. */
function openBlock(stretch: string): number {
  const begin = stretch.lastIndexOf('-----BEGIN')
  return begin > stretch.lastIndexOf('-----END') ? begin : -1
}

/** Where what can't be cut ends at last. */
function endOf(text: string, from: number, least: number): number {
  const rest = text.slice(least)
  const length = openBlock(text.slice(from, least)) < 0 ? rest.search(/\s/) : rest.indexOf('-----END')
  return length < 0 ? text.length : least + length
}

/** Reads on at `from`. Where no place to cut can be trusted, the stretch is masked to its end, unread. */
export function maskPiece(text: string, from: number, mode: MaskingMode, counts: MaskCounts): Piece {
  if (text.length <= from + readAtOnce) return { shown: maskTextIn(text.slice(from), mode, counts), to: text.length }
  let length: number = readAtOnce
  for (let tries = 0; tries < mostTries; tries++) {
    length = lastEnd(text.slice(from, from + length))
    if (length <= 0) break
    const stretch = text.slice(from, from + length)
    const block = openBlock(stretch)
    if (block < 0 && isClean(text, from + length, mode))
      return { shown: maskTextIn(stretch, mode, counts), to: from + length }
    length = block < 0 ? length - stepBack : block
  }
  const to = endOf(text, from, from + readAtOnce + around.behind)
  return { shown: maskTextIn(text.slice(from, to), 'strict', counts), to }
}
