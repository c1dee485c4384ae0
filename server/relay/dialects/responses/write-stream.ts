import type { Usage } from '../../../billing/index.ts'
import { withoutCredentials } from '../errors/translate-error.ts'
import type { StreamWriter } from '../middle/codec.ts'
import type { Json } from '../middle/json.ts'
import type { Seal } from '../middle/seal.ts'
import type { AnswerPart, Opened, Piece, Stop, Talk } from '../middle/talk.ts'
import {
  customInput,
  ending,
  type Head,
  isCustom,
  itemId,
  newHead,
  textPart,
  writeItem,
  writeResponse,
} from './answer.ts'
import { ownName } from './namespaces.ts'
import { writeUsage } from './write-usage.ts'

/** Writes the events of a response. Holds all of it, since the last event of this dialect repeats everything. */
export class ResponsesWriter implements StreamWriter {
  readonly #talk: Talk
  #head: Head | undefined
  #sequence = 0
  readonly #items: Json[] = []
  #open: Opened = { kind: 'text' }
  #id = ''
  #text = ''
  #seal: Seal | undefined
  #refused = false
  #stop: Stop = 'end'
  #usage: Partial<Usage> = {}

  constructor(talk: Talk) {
    this.#talk = talk
  }

  write(piece: Piece): string {
    switch (piece.kind) {
      case 'start':
        return this.#start(piece.id)
      case 'open':
        return this.#opened(piece.part)
      case 'delta':
        return this.#delta(piece.text)
      case 'seal':
        this.#seal = piece.seal
        return ''
      case 'close':
        return this.#close()
      case 'usage':
        this.#usage = { ...this.#usage, ...piece.usage }
        return ''
      case 'stop':
        this.#stop = piece.stop
        return ''
    }
  }

  end(): string {
    const start = this.#head ? '' : this.#start('')
    const { status, incomplete_details } = ending(this.#stop, this.#refused)
    const more = { incomplete_details, usage: writeUsage(this.#usage) }
    return start + this.#event(`response.${status}`, { response: this.#response(status, more) })
  }

  fail(status: number, message: string): string {
    const code = status === 429 ? 'rate_limit_exceeded' : 'server_error'
    return this.#event('error', { code, message: withoutCredentials(message), param: null })
  }

  #event(type: string, more: Json): string {
    return `event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: this.#sequence++, ...more })}\n\n`
  }

  #response(status: string, more: Json = {}): Json {
    return writeResponse(this.#head ?? newHead(''), this.#talk, status, this.#items, more)
  }

  #start(id: string): string {
    this.#head = newHead(id)
    const response = this.#response('in_progress')
    return this.#event('response.created', { response }) + this.#event('response.in_progress', { response })
  }

  #at(more: Json = {}): Json {
    return { item_id: this.#id, output_index: this.#items.length, ...more }
  }

  #opened(part: Opened): string {
    this.#open = part
    this.#id = itemId(part.kind)
    this.#text = ''
    this.#seal = undefined
    this.#refused ||= part.kind === 'refusal'
    const item = { ...writeItem(this.#part(), this.#id, this.#talk, 'in_progress') }
    if ('content' in item) item.content = []
    const added = this.#event('response.output_item.added', { output_index: this.#items.length, item })
    if (part.kind !== 'text' && part.kind !== 'refusal') return added
    return added + this.#event('response.content_part.added', this.#at({ content_index: 0, part: this.#content() }))
  }

  #part(): AnswerPart {
    const part = this.#open
    if (part.kind === 'call') return { ...part, input: this.#text }
    return part.kind === 'thinking' ? { ...part, text: this.#text, seal: this.#seal } : { ...part, text: this.#text }
  }

  #content(): Json {
    return this.#open.kind === 'refusal' ? { type: 'refusal', refusal: this.#text } : textPart(this.#text)
  }

  #delta(delta: string): string {
    const part = this.#open
    const first = this.#text === ''
    this.#text += delta
    switch (part.kind) {
      case 'text':
        return this.#event('response.output_text.delta', this.#at({ content_index: 0, delta, logprobs: [] }))
      case 'refusal':
        return this.#event('response.refusal.delta', this.#at({ content_index: 0, delta }))
      case 'call':
        // The text of a custom tool can be told from its JSON only when that is complete.
        if (isCustom(this.#talk, part.name)) return ''
        return this.#event('response.function_call_arguments.delta', this.#at({ delta }))
      case 'thinking': {
        const empty = { summary_index: 0, part: { type: 'summary_text', text: '' } }
        const added = first ? this.#event('response.reasoning_summary_part.added', this.#at(empty)) : ''
        return added + this.#event('response.reasoning_summary_text.delta', this.#at({ summary_index: 0, delta }))
      }
    }
  }

  #close(): string {
    const done = this.#done()
    const item = writeItem(this.#part(), this.#id, this.#talk)
    const closed = this.#event('response.output_item.done', { output_index: this.#items.length, item })
    this.#items.push(item)
    return done + closed
  }

  #done(): string {
    const text = this.#text
    const part = this.#open
    switch (part.kind) {
      case 'text':
        return (
          this.#event('response.output_text.done', this.#at({ content_index: 0, text, logprobs: [] })) +
          this.#event('response.content_part.done', this.#at({ content_index: 0, part: this.#content() }))
        )
      case 'refusal':
        return (
          this.#event('response.refusal.done', this.#at({ content_index: 0, refusal: text })) +
          this.#event('response.content_part.done', this.#at({ content_index: 0, part: this.#content() }))
        )
      case 'call':
        return this.#callDone(part.name)
      case 'thinking': {
        if (text === '') return ''
        const whole = { summary_index: 0, part: { type: 'summary_text', text } }
        return (
          this.#event('response.reasoning_summary_text.done', this.#at({ summary_index: 0, text })) +
          this.#event('response.reasoning_summary_part.done', this.#at(whole))
        )
      }
    }
  }

  #callDone(name: string): string {
    if (this.#text === '') this.#text = '{}'
    if (!isCustom(this.#talk, name))
      return this.#event(
        'response.function_call_arguments.done',
        this.#at({ name: ownName(this.#talk, name).name, arguments: this.#text }),
      )
    const input = customInput(this.#text)
    return (
      this.#event('response.custom_tool_call_input.delta', this.#at({ delta: input })) +
      this.#event('response.custom_tool_call_input.done', this.#at({ input }))
    )
  }
}
