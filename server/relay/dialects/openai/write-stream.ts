import type { Usage } from '../../../billing/index.ts'
import { writeError } from '../errors/write-error.ts'
import { newAnswerId } from '../middle/call-id.ts'
import type { StreamWriter } from '../middle/codec.ts'
import type { Json } from '../middle/json.ts'
import type { Seal } from '../middle/seal.ts'
import type { AnswerPart, Opened, Piece, Stop, Talk } from '../middle/talk.ts'
import { finishOf } from './answer.ts'
import { detailsOf, extraContent } from './thoughts.ts'
import { writeUsage } from './write-usage.ts'

/** Writes chat completion chunks. */
export class OpenaiWriter implements StreamWriter {
  readonly #talk: Talk
  readonly #created = Math.floor(Date.now() / 1000)
  #id = ''
  #usage: Partial<Usage> = {}
  #stop: Stop = 'end'
  #calls = 0
  #open: Opened = { kind: 'text' }
  /** For the call that follows. */
  #seal: Seal | undefined
  #thought: { text: string; seal?: Seal } = { text: '' }
  /** Kept until the end only where they are signed: clients keep whole lists, and pieces of lists not at all. */
  readonly #parts: AnswerPart[] = []

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
        this.#thought.seal = piece.seal
        return ''
      case 'close':
        this.#close()
        return ''
      case 'usage':
        this.#usage = { ...this.#usage, ...piece.usage }
        return ''
      case 'stop':
        this.#stop = piece.stop
        return ''
    }
  }

  end(): string {
    const details = detailsOf(this.#parts)
    return [
      this.#id === '' ? this.#start('') : '',
      details.length > 0 ? this.#chunk({ reasoning_details: details }) : '',
      this.#chunk({}, finishOf(this.#stop)),
      this.#talk.includeUsage ? this.#event({ choices: [], usage: writeUsage(this.#usage) }) : '',
      'data: [DONE]\n\n',
    ].join('')
  }

  fail(status: number, message: string): string {
    return `data: ${JSON.stringify(writeError('openai', { status, code: 'upstream_error', message }))}\n\n`
  }

  #event(more: Json): string {
    const head = { id: this.#id, object: 'chat.completion.chunk', created: this.#created, model: this.#talk.model }
    return `data: ${JSON.stringify({ ...head, ...more })}\n\n`
  }

  #chunk(delta: Json, finish: string | null = null): string {
    return this.#event({ choices: [{ index: 0, delta, finish_reason: finish }] })
  }

  #start(id: string): string {
    this.#id = id || newAnswerId('chatcmpl-')
    return this.#chunk({ role: 'assistant', content: '' })
  }

  #opened(part: Opened): string {
    this.#open = part
    this.#thought = { text: '' }
    if (part.kind !== 'call') return ''
    const call = {
      index: this.#calls++,
      id: part.id,
      type: 'function',
      function: { name: part.name, arguments: '' },
      ...extraContent(this.#seal),
    }
    this.#seal = undefined
    return this.#chunk({ tool_calls: [call] })
  }

  #delta(text: string): string {
    switch (this.#open.kind) {
      case 'text':
        return this.#chunk({ content: text })
      case 'refusal':
        return this.#chunk({ refusal: text })
      case 'thinking':
        this.#thought.text += text
        return this.#chunk({ reasoning_content: text })
      case 'call':
        return this.#chunk({ tool_calls: [{ index: this.#calls - 1, function: { arguments: text } }] })
    }
  }

  /** Parts count for the places of thoughts only, so what they say is left out. */
  #close(): void {
    const { kind } = this.#open
    if (kind !== 'thinking') this.#parts.push({ kind: 'text', text: '' })
    else {
      if (this.#thought.seal?.on === 'call') this.#seal = this.#thought.seal
      this.#parts.push({ kind, ...this.#thought })
    }
  }
}
