import type { Usage } from '../../../billing/index.ts'
import type { StreamEvent } from '../dialect.ts'
import type { StreamReader } from '../middle/codec.ts'
import { asNumber, asObject, asText, type Json, said } from '../middle/json.ts'
import { sealOf } from '../middle/seal.ts'
import type { Emit } from '../middle/talk.ts'
import { readUsage } from '../usage/read-usage.ts'
import { refuseError, stopOf } from './answer.ts'

/** The events of a message. */
export class AnthropicStream implements StreamReader {
  ended = false
  #usage: Partial<Usage> | undefined
  /** Of blocks that run at Anthropic alone, nothing is passed on. */
  readonly #known = new Set<number>()
  /** Calls whose whole input came with their beginning. */
  readonly #inputs = new Map<number, string>()

  push({ data }: StreamEvent, emit: Emit): void {
    const event = asObject(JSON.parse(data))
    refuseError(event)
    const block = asNumber(event.index) ?? 0
    switch (event.type) {
      case 'message_start':
        emit({ kind: 'start', id: asText(asObject(event.message).id) })
        this.#tell(event, emit)
        break
      case 'content_block_start':
        this.#start(asObject(event.content_block), block, emit)
        break
      case 'content_block_delta':
        if (this.#known.has(block)) this.#delta(asObject(event.delta), block, emit)
        break
      case 'content_block_stop':
        this.#stop(block, emit)
        break
      case 'message_delta': {
        const { stop_reason: reason, stop_sequence: sequence } = asObject(event.delta)
        this.#tell(event, emit)
        if (said(reason)) emit({ kind: 'stop', stop: stopOf(reason), sequence: said(sequence) })
        break
      }
      case 'message_stop':
        this.ended = true
        break
      default:
    }
  }

  #tell(event: Json, emit: Emit): void {
    this.#usage = readUsage('anthropic', event, this.#usage)
    if (this.#usage) emit({ kind: 'usage', usage: this.#usage })
  }

  #start(content: Json, block: number, emit: Emit): void {
    switch (content.type) {
      case 'text':
        emit({ kind: 'open', block, part: { kind: 'text' } })
        if (said(content.text)) emit({ kind: 'delta', block, text: asText(content.text) })
        break
      case 'thinking':
        emit({ kind: 'open', block, part: { kind: 'thinking' } })
        if (said(content.thinking)) emit({ kind: 'delta', block, text: asText(content.thinking) })
        if (said(content.signature)) this.#seal(asText(content.signature), block, emit)
        break
      case 'redacted_thinking':
        emit({ kind: 'open', block, part: { kind: 'thinking' } })
        emit({ kind: 'seal', block, seal: sealOf('anthropic', asText(content.data), { redacted: true }) })
        break
      case 'tool_use':
        emit({ kind: 'open', block, part: { kind: 'call', id: asText(content.id), name: asText(content.name) } })
        this.#inputs.set(block, JSON.stringify(content.input ?? {}))
        break
      default:
        return
    }
    this.#known.add(block)
  }

  #seal(signature: string, block: number, emit: Emit): void {
    emit({ kind: 'seal', block, seal: sealOf('anthropic', signature) })
  }

  #delta(delta: Json, block: number, emit: Emit): void {
    const text = asText(delta.text ?? delta.thinking ?? delta.partial_json)
    if (delta.type === 'signature_delta') this.#seal(asText(delta.signature), block, emit)
    else if (text !== '') {
      this.#inputs.delete(block)
      emit({ kind: 'delta', block, text })
    }
  }

  #stop(block: number, emit: Emit): void {
    if (!this.#known.delete(block)) return
    const input = this.#inputs.get(block)
    if (input !== undefined) emit({ kind: 'delta', block, text: input })
    this.#inputs.delete(block)
    emit({ kind: 'close', block })
  }
}
