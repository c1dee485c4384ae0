import type { Usage } from '../../../billing/index.ts'
import { writeError } from '../errors/write-error.ts'
import type { StreamWriter } from '../middle/codec.ts'
import type { Json } from '../middle/json.ts'
import { type Seal, sealedFor } from '../middle/seal.ts'
import type { Opened, Piece, Stop, Talk } from '../middle/talk.ts'
import { messageHead, reasonOf, stopDetails } from './answer.ts'
import { callFor } from './write-blocks.ts'
import { writeCounts, writeUsage } from './write-usage.ts'

const event = (type: string, more: Json): string => `event: ${type}\ndata: ${JSON.stringify({ type, ...more })}\n\n`

/** Writes the events of a message. */
export class AnthropicWriter implements StreamWriter {
  readonly #talk: Talk
  #started = false
  #index = 0
  #open: Opened = { kind: 'text' }
  /** Thoughts that are redacted begin with all they are, so each waits for its first piece. */
  #begun = false
  #stop: Stop = 'end'
  #sequence: string | undefined
  #usage: Partial<Usage> = {}

  constructor(talk: Talk) {
    this.#talk = talk
  }

  write(piece: Piece): string {
    switch (piece.kind) {
      case 'start':
        return this.#start(piece.id)
      case 'open':
        this.#open = piece.part
        this.#begun = false
        return piece.part.kind === 'thinking' ? '' : this.#begin()
      case 'delta':
        return this.#begin() + this.#delta(piece.text)
      case 'seal':
        return this.#sealed(piece.seal)
      case 'close':
        return this.#begin() + event('content_block_stop', { index: this.#index++ })
      case 'usage':
        this.#usage = { ...this.#usage, ...piece.usage }
        return ''
      case 'stop':
        this.#stop = piece.stop
        this.#sequence = piece.sequence
        return ''
    }
  }

  end(): string {
    const delta = {
      container: null,
      stop_details: stopDetails(this.#stop),
      stop_reason: reasonOf(this.#stop, this.#sequence),
      stop_sequence: this.#sequence ?? null,
    }
    const start = this.#started ? '' : this.#start('')
    return `${start}${event('message_delta', { delta, usage: writeCounts(this.#usage) })}${event('message_stop', {})}`
  }

  fail(status: number, message: string): string {
    return `event: error\ndata: ${JSON.stringify(writeError('anthropic', { status, code: 'upstream_error', message }))}\n\n`
  }

  #start(id: string): string {
    this.#started = true
    return event('message_start', {
      message: {
        ...messageHead(id, this.#talk),
        content: [],
        stop_reason: null,
        stop_sequence: null,
        stop_details: null,
        usage: writeUsage(this.#usage),
      },
    })
  }

  #begin(): string {
    if (this.#begun) return ''
    this.#begun = true
    return event('content_block_start', { index: this.#index, content_block: this.#empty() })
  }

  #empty(): Json {
    const part = this.#open
    switch (part.kind) {
      case 'thinking':
        return { type: 'thinking', thinking: '', signature: '' }
      case 'call':
        return { ...callFor({ ...part, input: '{}' }), caller: { type: 'direct' } }
      case 'text':
      case 'refusal':
        return { type: 'text', text: '', citations: null }
    }
  }

  #delta(text: string): string {
    switch (this.#open.kind) {
      case 'thinking':
        return this.#say({ type: 'thinking_delta', thinking: text })
      case 'call':
        return this.#say({ type: 'input_json_delta', partial_json: text })
      case 'text':
      case 'refusal':
        return this.#say({ type: 'text_delta', text })
    }
  }

  #say(delta: Json): string {
    return event('content_block_delta', { index: this.#index, delta })
  }

  #sealed(seal: Seal): string {
    if (this.#open.kind !== 'thinking') return ''
    if (seal.by === 'anthropic' && seal.redacted && !this.#begun) {
      this.#begun = true
      const content = { type: 'redacted_thinking', data: seal.value }
      return event('content_block_start', { index: this.#index, content_block: content })
    }
    return this.#begin() + this.#say({ type: 'signature_delta', signature: sealedFor('anthropic', seal) })
  }
}
