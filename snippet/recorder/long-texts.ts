import { MASK, type MaskingMode, type Piece, readAtOnce } from '@vitrine/masking'
import { type Context, writtenIn } from './context.ts'
import { dataOf } from './dom.ts'
import { type Recording, sources } from './recording.ts'
import { contextAround } from './zone-changes.ts'

export type LongTexts = ReturnType<typeof createLongTexts>

/** Of what is longer still, the rest is shown as masked words, and in the end not at all. */
const mostRead = 1_000_000
/** What behind a piece may have a say in how it is shown. */
const behind = 1_000

/** `seen`: the text that a piece was made of. */
type Read = Piece & { readonly from: number; readonly seen: string }
type Reading = { mode: MaskingMode; pieces: Read[] }

function restOf(text: string, from: number): string {
  const rest = text.slice(from, from + mostRead).replaceAll(/\S+/g, MASK)
  return text.length > from + mostRead ? `${rest} ${MASK}` : rest
}

/**
 * Texts that are too long to be masked in one task. They are shown as masked until they have been read, a piece at a
 * time; of one that grows or changes, only what is new is read again.
 */
export function createLongTexts(recording: Recording) {
  const { nodes, masker, emit, wake } = recording
  const waiting = new Set<Node>()
  const readings = new WeakMap<Node, Reading>()

  const readingOf = (node: Node, text: string, mode: MaskingMode): Reading => {
    const known = readings.get(node)
    const changed = known?.mode === mode ? known.pieces.findIndex((one) => !text.startsWith(one.seen, one.from)) : 0
    const kept = known && changed ? known.pieces.slice(0, changed < 0 ? undefined : changed) : []
    const pieces = kept
      // What was read up to the end of the text as it was may go on there now.
      .filter(({ from, to, seen }) => seen.length === to - from + behind)
      // A part of a text keeps all of it in memory: of this one, not of every one before.
      .map((one) => ({ ...one, seen: text.slice(one.from, one.to + behind) }))
    const reading = { mode, pieces }
    readings.set(node, reading)
    return reading
  }
  /** Goes on reading; the whole text as it may be shown when it has come to the end. */
  const read = (text: string, { mode, pieces }: Reading, isOver: () => boolean): string | undefined => {
    const end = Math.min(text.length, mostRead)
    let from = pieces.at(-1)?.to ?? 0
    while (from < end) {
      const piece = masker.piece(text, from, mode)
      pieces.push({ ...piece, from, seen: text.slice(from, piece.to + behind) })
      from = piece.to
      if (from < end && isOver()) return undefined
    }
    return pieces.map(({ shown }) => shown).join('') + restOf(text, from)
  }
  /** False when there was too little time. */
  const tell = (node: Node, isOver: () => boolean): boolean => {
    const info = nodes.live(node) ? nodes.get(node) : undefined
    const context = info && contextAround(recording, node)
    if (!info?.id || !context) return true
    const text = dataOf(node)
    const value = read(text, readingOf(node, text, masker.textMode(writtenIn(context, node))), isOver)
    if (value === undefined) return false
    info.altered = value !== text
    emit(sources.mutation, { texts: [{ id: info.id, value }], attributes: [], removes: [], adds: [] })
    return true
  }
  return {
    /** What can be told of a text at once; `undefined` while a long one has to be read. */
    told(node: Node, context: Context): string | undefined {
      const text = dataOf(node)
      waiting.delete(node)
      if (text.length <= readAtOnce) return masker.text(text, writtenIn(context, node))
      waiting.add(node)
      wake()
      return undefined
    },
    get done() {
      return waiting.size === 0
    },
    run(isOver: () => boolean): void {
      for (const node of waiting) {
        if (isOver() || !tell(node, isOver)) return
        waiting.delete(node)
      }
    },
  }
}
