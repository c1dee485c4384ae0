import type { Usage } from '../../../billing/index.ts'
import { writeError } from '../errors/write-error.ts'
import { newAnswerId } from '../middle/call-id.ts'
import type { StreamWriter } from '../middle/codec.ts'
import { UpstreamError } from '../middle/failure.ts'
import type { Json } from '../middle/json.ts'
import type { Seal } from '../middle/seal.ts'
import type { Opened, Piece, Stop, Talk } from '../middle/talk.ts'
import { isWhole } from '../middle/whole.ts'
import { writeCandidates } from './answer.ts'
import { callFor, thoughtFor } from './write-parts.ts'
import { writeUsage } from './write-usage.ts'

/** Writes answers in pieces. Calls are whole here, so each waits until its arguments are. */
export class GeminiWriter implements StreamWriter {
  readonly #talk: Talk
  #id = ''
  #open: Opened = { kind: 'text' }
  #input = ''
  #seal: Seal | undefined
  #broken = false
  #stop: Stop = 'end'
  #usage: Partial<Usage> = {}

  constructor(talk: Talk) {
    this.#talk = talk
  }

  write(piece: Piece): string {
    switch (piece.kind) {
      case 'start':
        this.#id = piece.id
        return ''
      case 'open':
        this.#open = piece.part
        this.#input = ''
        this.#seal = undefined
        return ''
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
    if (this.#broken && this.#stop !== 'length' && this.#stop !== 'context')
      throw new UpstreamError(502, 'The model wrote a call that is no JSON.')
    return this.#chunk([], this.#stop)
  }

  fail(status: number, message: string): string {
    return `data: ${JSON.stringify(writeError('gemini', { status, code: 'upstream_error', message }))}\r\n\r\n`
  }

  #chunk(parts: readonly Json[], stop?: Stop): string {
    this.#id ||= newAnswerId('')
    const answer = {
      ...writeCandidates(parts, stop),
      ...(stop ? { usageMetadata: writeUsage(this.#usage) } : {}),
      modelVersion: this.#talk.model,
      responseId: this.#id,
    }
    return `data: ${JSON.stringify(answer)}\r\n\r\n`
  }

  #delta(text: string): string {
    switch (this.#open.kind) {
      case 'call':
        this.#input += text
        return ''
      case 'thinking':
        return this.#chunk([thoughtFor(text, undefined)])
      case 'text':
      case 'refusal':
        return this.#chunk([{ text }])
    }
  }

  #close(): string {
    const part = this.#open
    if (part.kind === 'thinking') return this.#seal ? this.#chunk([thoughtFor('', this.#seal)]) : ''
    if (part.kind !== 'call') return ''
    const input = this.#input || '{}'
    if (isWhole(input)) return this.#chunk([callFor({ ...part, input }, undefined)])
    this.#broken = true
    return ''
  }
}
