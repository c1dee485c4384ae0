import { met, NotJson, pastArray, pastColon, pastSpace, pastString, pastValue } from './scan-json.ts'

/** From the first byte of a value to behind its last. */
export type Range = { readonly start: number; readonly end: number }

/** What routing needs of a request, read without parsing it. What the request doesn't say is `undefined`. */
export type Envelope = {
  readonly model: string | undefined
  readonly stream: boolean
  /** By any of its names, Gemini's in `generationConfig` included. */
  readonly maxTokens: number | undefined
  readonly includeUsage: boolean | undefined
  readonly n: number | undefined
  /** Items of `messages`, `input` or `contents`; a string is one. */
  readonly messages: number
  /** It holds signatures of another dialect's, so it has to be translated even to its own dialect. */
  readonly sealed: boolean
  readonly ranges: {
    readonly open: number
    readonly model: Range | undefined
    readonly streamOptions: Range | undefined
  }
}

export type Wrong = { readonly wrong: string }

type Draft = {
  model?: string
  modelRange?: Range
  stream?: boolean
  maxTokens?: number
  includeUsage?: boolean
  streamOptions?: Range
  n?: number
  messages?: number
}

const OPEN = 0x7b
const CLOSE = 0x7d
/** Lengths of the keys that are looked for: no other key has to be read, unless it is written with escapes. */
const LENGTHS = [1, 5, 6, 8, 10, 14, 16, 17, 21].reduce((bits, length) => bits | (1 << length), 0)

function keyOf(bytes: Buffer, start: number, end: number): string {
  for (let i = start; i < end; i++)
    if (bytes[i] === 0x5c) return JSON.parse(bytes.toString('utf8', start, end)) as string
  const length = end - start - 2
  return length < 32 && (LENGTHS & (1 << length)) !== 0 ? bytes.toString('latin1', start + 1, end - 1) : ''
}

const parsed = (bytes: Buffer, { start, end }: Range): unknown => JSON.parse(bytes.toString('utf8', start, end))

function whole(value: unknown, name: string, at: number): number | undefined {
  if (value === null || value === undefined) return undefined
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value
  throw new NotJson(`${name} is no whole number`, at)
}

function member(value: unknown, ...names: string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  for (const name of names) if (name in value) return (value as Record<string, unknown>)[name]
  return undefined
}

function items(bytes: Buffer, at: number): { end: number; items: number } {
  if (bytes[at] !== 0x5b) return { end: pastValue(bytes, at, 1), items: 1 }
  const counted = { items: 0 }
  return { end: pastArray(bytes, at, 1, counted), items: counted.items }
}

function once(draft: Draft, name: keyof Draft, key: string, at: number): void {
  if (draft[name] !== undefined) throw new NotJson(`${key} is said twice`, at)
}

function takeModel(draft: Draft, value: unknown, range: Range): void {
  once(draft, 'model', 'model', range.start)
  if (typeof value !== 'string') throw new NotJson('model is no string', range.start)
  draft.model = value
  draft.modelRange = range
}

/** The greatest of those said: which of them a provider takes, we can't know. */
function takeMaxTokens(draft: Draft, said: number | undefined): void {
  if (said !== undefined) draft.maxTokens = Math.max(draft.maxTokens ?? 0, said)
}

function takeConfig(draft: Draft, config: unknown, at: number): void {
  takeMaxTokens(draft, whole(member(config, 'maxOutputTokens', 'max_output_tokens'), 'maxOutputTokens', at))
  draft.n = whole(member(config, 'candidateCount', 'candidate_count'), 'candidateCount', at)
}

/** Takes the value of one key into the draft; answers where it ends. */
function take(draft: Draft, key: string, bytes: Buffer, at: number): number {
  if (key === 'messages' || key === 'input' || key === 'contents') {
    once(draft, 'messages', key, at)
    const counted = items(bytes, at)
    draft.messages = counted.items
    return counted.end
  }
  const range = { start: at, end: pastValue(bytes, at, 1) }
  switch (key) {
    case 'model':
      takeModel(draft, parsed(bytes, range), range)
      break
    case 'stream':
      once(draft, 'stream', key, at)
      draft.stream = parsed(bytes, range) === true
      break
    case 'stream_options':
      once(draft, 'streamOptions', key, at)
      draft.streamOptions = range
      draft.includeUsage = member(parsed(bytes, range), 'include_usage') === true
      break
    case 'n':
      once(draft, 'n', key, at)
      draft.n = whole(parsed(bytes, range), key, at) ?? 1
      break
    case 'max_tokens':
    case 'max_completion_tokens':
    case 'max_output_tokens':
      takeMaxTokens(draft, whole(parsed(bytes, range), key, at))
      break
    case 'generationConfig':
    case 'generation_config':
      takeConfig(draft, parsed(bytes, range), at)
      break
    default:
  }
  return range.end
}

function scan(bytes: Buffer): Envelope {
  const draft: Draft = {}
  met.seal = false
  const open = pastSpace(bytes, 0)
  if (bytes[open] !== OPEN) throw new NotJson('no object', open)
  let i = pastSpace(bytes, open + 1)
  while (bytes[i] !== CLOSE) {
    if (bytes[i] !== 0x22) throw new NotJson('no key', i)
    const end = pastString(bytes, i)
    const key = keyOf(bytes, i, end)
    i = pastSpace(bytes, take(draft, key, bytes, pastColon(bytes, end)))
    if (bytes[i] === CLOSE) break
    if (bytes[i] !== 0x2c) throw new NotJson('no comma', i)
    i = pastSpace(bytes, i + 1)
    if (bytes[i] === CLOSE) throw new NotJson('no key', i)
  }
  const rest = pastSpace(bytes, i + 1)
  if (rest < bytes.length) throw new NotJson('something after the object', rest)
  return {
    model: draft.model,
    stream: draft.stream ?? false,
    maxTokens: draft.maxTokens,
    includeUsage: draft.includeUsage,
    n: draft.n,
    messages: draft.messages ?? 0,
    sealed: met.seal,
    ranges: { open, model: draft.modelRange, streamOptions: draft.streamOptions },
  }
}

/**
 * Reads the top level of a JSON request, at the speed of looking at its bytes. Punctuation, strings and words are checked
 * throughout; a key that routing needs may stand there once only, so that nobody reads another model than is charged for.
 */
export function readEnvelope(bytes: Buffer): Envelope | Wrong {
  try {
    return scan(bytes)
  } catch (error) {
    if (error instanceof NotJson) return { wrong: error.message }
    if (error instanceof SyntaxError) return { wrong: 'a value that is no JSON' }
    throw error
  }
}
