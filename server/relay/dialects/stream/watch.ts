import type { Usage } from '../../../billing/index.ts'
import type { Dialect } from '../dialect.ts'
import { asArray, asObject, asText, type Json } from '../middle/json.ts'
import { readUsage } from '../usage/read-usage.ts'

/** What one dialect's stream says of itself, event by event. */
export type Watch = {
  begun: boolean
  ended: boolean
  failed: boolean
  usage(): Partial<Usage> | undefined
  /** Takes one event with its empty line; true if it tells nothing but usage. */
  event(bytes: Buffer): boolean
}

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const usageKey = Buffer.from('"usage"')
const geminiUsageKey = Buffer.from('"usageMetadata"')
const finishKey = Buffer.from('"finishReason"')
const feedbackKey = Buffer.from('"blockReason"')
const errorStart = Buffer.from('{"error"')

type Parts = { readonly name: string; readonly data: Buffer }
const empty = Buffer.alloc(0)

const startsWith = (line: Buffer, word: string): boolean => {
  for (let i = 0; i < word.length; i++) if (line[i] !== word.charCodeAt(i)) return false
  return true
}

const valueOf = (line: Buffer, from: number): Buffer => line.subarray(line[from] === SPACE ? from + 1 : from)

function partsOf(bytes: Buffer): Parts {
  let name = ''
  let data: Buffer = empty
  let at = 0
  while (at < bytes.length) {
    const found = bytes.indexOf(LF, at)
    const next = found < 0 ? bytes.length : found
    const line = bytes.subarray(at, next > at && bytes[next - 1] === CR ? next - 1 : next)
    if (startsWith(line, 'data:')) data = data === empty ? valueOf(line, 5) : Buffer.concat([data, valueOf(line, 5)])
    else if (startsWith(line, 'event:')) name = valueOf(line, 6).toString('latin1')
    at = next + 1
  }
  return { name, data }
}

function parse(data: Buffer): Json {
  try {
    return asObject(JSON.parse(data.toString()))
  } catch {
    return {}
  }
}

const isDone = (data: Buffer): boolean => startsWith(data, '[DONE]')

function openaiBegan(event: Json): boolean {
  if (typeof event.type === 'string') return true
  return asArray(event.choices).some((choice) => {
    const { delta, text } = asObject(choice)
    if (asText(text) !== '') return true
    return Object.entries(asObject(delta)).some(([key, value]) => key !== 'role' && value !== '' && value !== null)
  })
}

export function openaiWatch(): Watch {
  // Some tell usage in every event: only the last is read, and only when asked for.
  let last: Buffer | undefined
  let read: Partial<Usage> | undefined
  return {
    begun: false,
    ended: false,
    failed: false,
    usage() {
      if (last) read = readUsage('openai', parse(last), read)
      last = undefined
      return read
    },
    event(bytes) {
      const { data } = partsOf(bytes)
      if (data.length === 0) return false
      if (isDone(data)) this.ended = true
      else if (data.indexOf(errorStart) === 0) this.failed = true
      else {
        const told = data.includes(usageKey)
        if (!told && this.begun) return false
        const event = parse(data)
        if (!this.begun) this.begun = openaiBegan(event)
        if (typeof event.type === 'string' && /\.(done|completed)$/.test(event.type)) this.ended = true
        if (!told || typeof (event.usage ?? event.x_groq ?? null) !== 'object') return false
        if (event.usage || event.x_groq || asObject(asArray(event.choices)[0]).usage) last = data
        return Boolean(event.usage) && Array.isArray(event.choices) && event.choices.length === 0
      }
      return false
    },
  }
}

type Named = (watch: Watch, name: string, data: Buffer, tell: (event: Json) => void) => void

function namedWatch(dialect: Dialect, on: Named): Watch {
  let told: Partial<Usage> | undefined
  const tell = (event: Json): void => {
    told = readUsage(dialect, event, told)
  }
  return {
    begun: false,
    ended: false,
    failed: false,
    usage: () => told,
    event(bytes) {
      const { name, data } = partsOf(bytes)
      if (data.length > 0) on(this, name || asText(parse(data).type), data, tell)
      return false
    },
  }
}

export const anthropicWatch = (): Watch =>
  namedWatch('anthropic', (watch, name, data, tell) => {
    if (name === 'content_block_delta' || name === 'content_block_start') watch.begun = true
    else if (name === 'message_start' || name === 'message_delta') tell(parse(data))
    else if (name === 'message_stop') watch.ended = true
    else if (name === 'error') watch.failed = true
  })

export const responsesWatch = (): Watch =>
  namedWatch('responses', (watch, name, data, tell) => {
    if (name.endsWith('.delta') || name === 'response.output_item.done') watch.begun = true
    else if (name === 'response.completed' || name === 'response.incomplete' || name === 'response.failed') {
      watch.ended = true
      watch.failed = name === 'response.failed'
      tell(parse(data))
    } else if (name === 'error') watch.failed = true
  })

export function geminiWatch(): Watch {
  let last: Buffer | undefined
  let read: Partial<Usage> | undefined
  return {
    begun: false,
    ended: false,
    failed: false,
    usage() {
      if (last) read = readUsage('gemini', parse(last), read)
      last = undefined
      return read
    },
    event(bytes) {
      const { data } = partsOf(bytes)
      if (data.length === 0) return false
      if (data.indexOf(errorStart) === 0) this.failed = true
      if (data.includes(geminiUsageKey)) last = data
      if (data.includes(finishKey) || data.includes(feedbackKey)) this.ended = true
      if (!this.begun)
        this.begun = asArray(parse(data).candidates).some(
          (candidate) => asArray(asObject(asObject(candidate).content).parts).length > 0,
        )
      return false
    },
  }
}
