import type { StreamEvent } from '../dialect.ts'
import type { StreamReader } from '../middle/codec.ts'
import { UpstreamError } from '../middle/failure.ts'
import { asObject, asText, type Json, said } from '../middle/json.ts'
import type { Emit, Opened } from '../middle/talk.ts'
import { readUsage } from '../usage/read-usage.ts'
import { refuseError, stopOf } from './answer.ts'
import { readReasoning } from './read-items.ts'

type Block = { readonly number: number; filled: boolean; summary: unknown }

/** The events of a response. */
export class ResponsesStream implements StreamReader {
  ended = false
  #called = false
  #refused = false
  #numbers = 0
  readonly #blocks = new Map<string, Block>()

  push({ data }: StreamEvent, emit: Emit): void {
    const event = asObject(JSON.parse(data))
    const item = asObject(event.item)
    const key = asText(event.item_id) || asText(item.id) || String(event.output_index)
    switch (event.type) {
      case 'response.created':
        emit({ kind: 'start', id: asText(asObject(event.response).id) })
        break
      case 'response.output_item.added':
        this.#added(item, key, emit)
        break
      case 'response.output_text.delta':
        this.#fill(this.#at(`${key}:${String(event.content_index)}`, { kind: 'text' }, emit), event, emit)
        break
      case 'response.refusal.delta':
        this.#refused = true
        this.#fill(this.#at(`${key}:${String(event.content_index)}`, { kind: 'refusal' }, emit), event, emit)
        break
      case 'response.reasoning_summary_text.delta':
      case 'response.reasoning_text.delta':
        this.#think(this.#at(key, { kind: 'thinking' }, emit), event, emit)
        break
      case 'response.function_call_arguments.delta': {
        const block = this.#blocks.get(key)
        if (block) this.#fill(block, event, emit)
        break
      }
      case 'response.content_part.done':
        this.#close(`${key}:${String(event.content_index)}`, emit)
        break
      case 'response.output_item.done':
        this.#done(item, key, emit)
        break
      case 'response.completed':
      case 'response.incomplete':
      case 'response.failed':
        this.#end(event, emit)
        break
      case 'error':
        throw new UpstreamError(502, asText(event.message) || 'The provider failed.')
      default:
    }
  }

  #at(key: string, part: Opened, emit: Emit): Block {
    const known = this.#blocks.get(key)
    if (known) return known
    const block = { number: this.#numbers++, filled: false, summary: undefined }
    this.#blocks.set(key, block)
    emit({ kind: 'open', block: block.number, part })
    return block
  }

  #added(item: Json, key: string, emit: Emit): void {
    if (item.type === 'reasoning') this.#at(key, { kind: 'thinking' }, emit)
    if (item.type !== 'function_call') return
    this.#called = true
    this.#at(key, { kind: 'call', id: asText(item.call_id), name: asText(item.name) }, emit)
  }

  #fill(block: Block, event: Json, emit: Emit): void {
    const text = asText(event.delta)
    if (text === '') return
    block.filled = true
    emit({ kind: 'delta', block: block.number, text })
  }

  /** Parts of a summary are paragraphs. */
  #think(block: Block, event: Json, emit: Emit): void {
    const index = event.summary_index ?? event.content_index
    if (block.filled && block.summary !== index) emit({ kind: 'delta', block: block.number, text: '\n\n' })
    block.summary = index
    this.#fill(block, event, emit)
  }

  #close(key: string, emit: Emit): void {
    const block = this.#blocks.get(key)
    if (!block) return
    this.#blocks.delete(key)
    emit({ kind: 'close', block: block.number })
  }

  #done(item: Json, key: string, emit: Emit): void {
    const block = this.#blocks.get(key)
    if (!block) return
    const { number, filled } = block
    if (item.type === 'function_call' && !filled && said(item.arguments))
      emit({ kind: 'delta', block: number, text: asText(item.arguments) })
    if (item.type === 'reasoning') {
      const { text, seal } = readReasoning(item)
      if (!filled && text) emit({ kind: 'delta', block: number, text })
      if (seal) emit({ kind: 'seal', block: number, seal })
    }
    this.#close(key, emit)
  }

  #end(event: Json, emit: Emit): void {
    const response = asObject(event.response)
    refuseError(response)
    const usage = readUsage('responses', event)
    if (usage) emit({ kind: 'usage', usage })
    const stop = stopOf(response, this.#called)
    emit({ kind: 'stop', stop: this.#refused && stop === 'end' ? 'refusal' : stop })
    this.ended = true
  }
}
