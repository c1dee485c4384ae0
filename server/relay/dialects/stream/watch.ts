import type { Usage } from '../../../billing/index.ts'
import type { Dialect } from '../dialect.ts'
import { asArray, asObject, asText, type Json } from '../middle/json.ts'
import { readUsage } from '../usage/read-usage.ts'
import { type EventBytes, findIn, standsAt } from './event-bytes.ts'

/** What one dialect's stream says of itself, event by event. */
export type Watch = {
  begun: boolean
  ended: boolean
  failed: boolean
  usage(): Partial<Usage> | undefined
  /** Takes one event that has data; true if it tells nothing but usage. */
  event(event: EventBytes): boolean
}

const DONE = Buffer.from('[DONE]')
const ERROR = Buffer.from('{"error"')
const USAGE = Buffer.from('"usage"')
const GEMINI_USAGE = Buffer.from('"usageMetadata"')
const FINISH = Buffer.from('"finishReason"')
const BLOCKED = Buffer.from('"blockReason"')

const has = ({ bytes, dataAt, dataEnd }: EventBytes, word: Buffer): boolean => findIn(bytes, word, dataAt, dataEnd) >= 0
const starts = ({ bytes, dataAt }: EventBytes, word: Buffer): boolean => standsAt(bytes, dataAt, word)
const dataOf = ({ bytes, dataAt, dataEnd }: EventBytes): Buffer => bytes.subarray(dataAt, dataEnd)

function parse(data: Buffer): Json {
  try {
    return asObject(JSON.parse(data.toString()))
  } catch {
    return {}
  }
}

/** Some tell usage in every event: only the last is read, and only when asked for. */
class Latest {
  readonly #dialect: Dialect
  #event: Buffer | undefined
  #read: Partial<Usage> | undefined

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  keep(event: EventBytes): void {
    this.#event = dataOf(event)
  }

  read(): Partial<Usage> | undefined {
    if (this.#event) this.#read = readUsage(this.#dialect, parse(this.#event), this.#read)
    this.#event = undefined
    return this.#read
  }
}

function openaiBegan(event: Json): boolean {
  if (typeof event.type === 'string') return true
  return asArray(event.choices).some((choice) => {
    const { delta, text } = asObject(choice)
    if (asText(text) !== '') return true
    return Object.entries(asObject(delta)).some(([key, value]) => key !== 'role' && value !== '' && value !== null)
  })
}

/** `"usage":null` stands in every event of those who were asked for it. */
function tellsUsage({ bytes, dataAt, dataEnd }: EventBytes): boolean {
  for (let at = findIn(bytes, USAGE, dataAt, dataEnd); at >= 0; at = findIn(bytes, USAGE, at + 1, dataEnd)) {
    let i = at + USAGE.length
    while (bytes[i] === 0x20 || bytes[i] === 0x3a) i++
    if (bytes[i] === 0x7b) return true
  }
  return false
}

export function openaiWatch(): Watch {
  const latest = new Latest('openai')
  return {
    begun: false,
    ended: false,
    failed: false,
    usage: () => latest.read(),
    event(event) {
      if (starts(event, DONE)) this.ended = true
      else if (starts(event, ERROR)) this.failed = true
      else {
        const told = tellsUsage(event)
        if (!told && this.begun) return false
        const json = parse(dataOf(event))
        if (!this.begun) this.begun = openaiBegan(json)
        // Speech, images and transcriptions end with an event of their own.
        if (typeof json.type === 'string' && /\.(done|completed)$/.test(json.type)) this.ended = true
        if (told) latest.keep(event)
        return told && Array.isArray(json.choices) && json.choices.length === 0
      }
      return false
    },
  }
}

type Named = (watch: Watch, name: string, event: EventBytes, tell: () => void) => void

function namedWatch(dialect: Dialect, on: Named): Watch {
  let told: Partial<Usage> | undefined
  return {
    begun: false,
    ended: false,
    failed: false,
    usage: () => told,
    event(event) {
      const { bytes, nameAt, nameEnd } = event
      const name = bytes.toString('latin1', nameAt, nameEnd) || asText(parse(dataOf(event)).type)
      on(this, name, event, () => {
        told = readUsage(dialect, parse(dataOf(event)), told)
      })
      return false
    },
  }
}

/** Texts and thoughts begin empty; of other blocks the beginning is content already. */
const startsEmpty = (event: EventBytes): boolean =>
  ['text', 'thinking'].includes(asText(asObject(parse(dataOf(event)).content_block).type))

export const anthropicWatch = (): Watch =>
  namedWatch('anthropic', (watch, name, event, tell) => {
    if (name === 'content_block_delta') watch.begun = true
    else if (name === 'content_block_start') watch.begun ||= !startsEmpty(event)
    else if (name === 'message_start' || name === 'message_delta') tell()
    else if (name === 'message_stop') watch.ended = true
    else if (name === 'error') watch.failed = true
  })

export const responsesWatch = (): Watch =>
  namedWatch('responses', (watch, name, _event, tell) => {
    if (name.endsWith('.delta') || name === 'response.output_item.done') watch.begun = true
    else if (name === 'response.completed' || name === 'response.incomplete' || name === 'response.failed') {
      watch.ended = true
      watch.failed = name === 'response.failed'
      tell()
    } else if (name === 'error') watch.failed = true
  })

const geminiBegan = (event: Json): boolean =>
  asArray(event.candidates).some((candidate) => asArray(asObject(asObject(candidate).content).parts).length > 0)

export function geminiWatch(): Watch {
  const latest = new Latest('gemini')
  return {
    begun: false,
    ended: false,
    failed: false,
    usage: () => latest.read(),
    event(event) {
      if (starts(event, ERROR)) this.failed = true
      if (has(event, GEMINI_USAGE)) latest.keep(event)
      if (has(event, FINISH) || has(event, BLOCKED)) this.ended = true
      if (!this.begun) this.begun = geminiBegan(parse(dataOf(event)))
      return false
    },
  }
}
