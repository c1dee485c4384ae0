import type { Dialect } from '../dialects/index.ts'

const named = (...names: string[]): Buffer[] => names.map((name) => Buffer.from(`"${name}":`))

/** Where each dialect's events carry what the model said, thought or called. */
const places: Readonly<Record<Dialect, readonly Buffer[]>> = {
  openai: named('content', 'arguments', 'reasoning_content', 'reasoning', 'refusal', 'text'),
  responses: named('delta'),
  anthropic: named('text', 'thinking', 'partial_json'),
  gemini: named('text'),
}

const QUOTE = 0x22
const BACKSLASH = 0x5c
const SPACE = 0x20

/** Bytes of one JSON string that begins at `at`; nothing where something else stands there. */
function lengthOf(bytes: Buffer, at: number): number {
  let i = at
  while (bytes[i] === SPACE) i++
  if (bytes[i] !== QUOTE) return 0
  let length = 0
  for (i++; i < bytes.length && bytes[i] !== QUOTE; i++) {
    if (bytes[i] === BACKSLASH) i++
    length++
  }
  return length
}

function lengthsOf(bytes: Buffer, name: Buffer): number {
  let length = 0
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + name.length))
    length += lengthOf(bytes, at + name.length)
  return length
}

/**
 * Counts the content of a stream as it passes, for the streams that end before their provider has told its usage. An
 * estimate: one that looks at bytes where they are, never keeps them, and mostly finds them at the first look.
 */
export class Delivered {
  readonly #names: readonly Buffer[]
  #likely: Buffer
  bytes = 0

  constructor(dialect: Dialect) {
    this.#names = places[dialect]
    this.#likely = places[dialect][0] ?? Buffer.alloc(0)
  }

  see(chunk: Buffer): void {
    const likely = lengthsOf(chunk, this.#likely)
    this.bytes += likely
    if (likely > 0) return
    for (const name of this.#names) {
      if (name === this.#likely) continue
      const length = lengthsOf(chunk, name)
      this.bytes += length
      if (length > 0) this.#likely = name
    }
  }

  /** In most languages four bytes are about a token. */
  get tokens(): number {
    return Math.ceil(this.bytes / 4)
  }
}
