import { UpstreamError } from './failure.ts'
import type { Emit, Piece } from './talk.ts'

/** Whether the JSON object that comes in pieces is complete. */
class Completeness {
  #depth = 0
  #inString = false
  #escaped = false
  #begun = false

  take(text: string): void {
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      if (this.#escaped) this.#escaped = false
      else if (c === 0x5c) this.#escaped = this.#inString
      else if (c === 0x22) this.#inString = !this.#inString
      else if (!this.#inString) this.#count(c)
    }
  }

  #count(c: number): void {
    if (c === 0x7b || c === 0x5b) {
      this.#depth++
      this.#begun = true
    } else if (c === 0x7d || c === 0x5d) this.#depth--
  }

  get done(): boolean {
    return this.#begun && this.#depth <= 0
  }
}

type Block = { readonly number: number; readonly json?: Completeness | undefined; closed: boolean; waiting: Piece[] }

/**
 * Puts blocks in order: one open at a time, each closed. Providers may write several calls at once; what comes for a later
 * one waits until the earlier is complete, and only then.
 */
export class InOrder {
  readonly #emit: Emit
  /** Those that are not closed yet; the first is the one that is open. */
  #blocks: Block[] = []

  constructor(emit: Emit) {
    this.#emit = emit
  }

  push = (piece: Piece): void => {
    if (piece.kind === 'open') this.#open(piece)
    else if (piece.kind === 'delta' || piece.kind === 'seal' || piece.kind === 'close') this.#fill(piece)
    else this.#emit(piece)
  }

  /** Nothing more comes for any block. */
  closeAll(): void {
    for (const block of this.#blocks) block.closed = true
    this.#advance()
  }

  #open(piece: Extract<Piece, { kind: 'open' }>): void {
    const json = piece.part.kind === 'call' ? new Completeness() : undefined
    this.#blocks.push({ number: piece.block, json, closed: false, waiting: [piece] })
    this.#advance()
  }

  #fill(piece: Extract<Piece, { kind: 'delta' | 'seal' | 'close' }>): void {
    const block = this.#blocks.find(({ number }) => number === piece.block)
    if (!block) {
      // An earlier block goes on after it was complete: to lose it unseen would be worse than to stop.
      if (piece.kind === 'delta' && piece.text.trim() !== '')
        throw new UpstreamError(502, 'The provider mixed up its calls.')
      return
    }
    if (piece.kind === 'close') block.closed = true
    else {
      if (piece.kind === 'delta') block.json?.take(piece.text)
      block.waiting.push(piece)
    }
    this.#advance()
  }

  #advance(): void {
    for (;;) {
      const block = this.#blocks[0]
      if (!block) return
      for (const piece of block.waiting) this.#emit(piece)
      block.waiting = []
      const over = block.closed || (this.#blocks.length > 1 && (block.json?.done ?? true))
      if (!over) return
      this.#emit({ kind: 'close', block: block.number })
      this.#blocks.shift()
    }
  }
}
