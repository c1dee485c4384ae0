/** How a simulated provider behaves. Times in milliseconds, counts in content pieces of a stream. */
export type Behaviour = {
  /** Before the answer's headers. */
  readonly latency: number
  /** Between the headers and the first piece. */
  readonly first: number
  /** Between pieces. */
  readonly pace: number
  /** Pieces of text; 0: as many as the text has words. */
  readonly pieces: number
  /** Answers this error in place of an answer. */
  readonly status: number
  readonly retryAfter: number
  /** The socket dies after so many pieces. */
  readonly dieAfter: number
  /** The stream ends after so many pieces without its proper end. */
  readonly endAfter: number
  /** An error event after so many pieces, then the end. */
  readonly errorAfter: number
  /** Silence after half of the pieces. */
  readonly silence: number
  /** Bytes per write of a stream; 0: an event each. */
  readonly split: number
  /** Characters of the text; 0: a sentence or two. */
  readonly length: number
  /** Every given tool is called. */
  readonly tools: boolean
  readonly reasoning: boolean
  readonly nousage: boolean
  /** Tokens read from a cache. */
  readonly cached: number
  /** Answers plain questions right. */
  readonly wits: boolean
  /** Another model: says the same otherwise. */
  readonly accent: number
}

const well: Behaviour = {
  latency: 0,
  first: 0,
  pace: 0,
  pieces: 0,
  status: 200,
  retryAfter: -1,
  dieAfter: -1,
  endAfter: -1,
  errorAfter: -1,
  silence: 0,
  split: 0,
  length: 0,
  tools: false,
  reasoning: false,
  nousage: false,
  cached: 0,
  wits: false,
  accent: 0,
}

/**
 * From the first part of a path, so that a channel's base URL says how its provider behaves:
 * `/~latency=50,dieAfter=3/v1/chat/completions`. Answers the path without it.
 */
export function readBehaviour(path: string): { behaviour: Behaviour; path: string } {
  const [, written, rest] = /^\/~([^/]*)(\/.*)$/.exec(path) ?? []
  if (written === undefined) return { behaviour: well, path }
  const set: Record<string, number | boolean> = {}
  for (const [name = '', value] of written.split(',').map((part) => part.split('='))) {
    if (!(name in well)) throw new Error(`The simulator knows no "${name}", only ${Object.keys(well).join(', ')}.`)
    set[name] = typeof well[name as keyof Behaviour] === 'boolean' ? value !== 'false' : Number(value)
  }
  return { behaviour: { ...well, ...set }, path: rest ?? '/' }
}
