import type { StreamEvent } from '../dialect.ts'
import { newCallId } from '../middle/call-id.ts'
import type { StreamReader } from '../middle/codec.ts'
import { asArray, asNumber, asObject, asText, type Json, said } from '../middle/json.ts'
import type { Emit, Opened } from '../middle/talk.ts'
import { readUsage } from '../usage/read-usage.ts'
import { refuseError, stopOf } from './answer.ts'
import { sealOfCall } from './thoughts.ts'

const THOUGHTS = ['reasoning_content', 'reasoning'] as const

/** A stream of chat completion chunks. */
export class OpenaiStream implements StreamReader {
  ended = false
  #started = false
  #blocks = 0
  /** The block that texts of one kind go to, while nothing else came in between. */
  #current: { readonly kind: string; readonly block: number } | undefined
  readonly #calls = new Map<string, number>()
  #lastCall = ''
  #details: unknown[] = []
  #refused = false

  push({ data }: StreamEvent, emit: Emit): void {
    if (data.trimEnd() === '[DONE]') {
      this.#sealDetails(emit)
      this.ended = true
      return
    }
    const chunk = asObject(JSON.parse(data))
    refuseError(chunk)
    if (!this.#started) emit({ kind: 'start', id: asText(chunk.id) })
    this.#started = true
    const choice = asObject(asArray(chunk.choices)[0])
    this.#delta(asObject(choice.delta), emit)
    const usage = readUsage('openai', chunk)
    if (usage) emit({ kind: 'usage', usage })
    if (!said(choice.finish_reason)) return
    const stop = stopOf(choice.finish_reason, this.#calls.size > 0)
    emit({ kind: 'stop', stop: this.#refused ? 'refusal' : stop })
  }

  #delta(delta: Json, emit: Emit): void {
    this.#details.push(...asArray(delta.reasoning_details))
    const field = THOUGHTS.find((name) => said(delta[name]))
    if (field) this.#say('thinking', asText(delta[field]), emit, field)
    if (said(delta.content)) this.#say('text', asText(delta.content), emit)
    if (said(delta.refusal)) {
      this.#refused = true
      this.#say('refusal', asText(delta.refusal), emit)
    }
    for (const call of asArray(delta.tool_calls)) this.#call(asObject(call), emit)
  }

  #open(part: Opened, emit: Emit): number {
    const block = this.#blocks++
    emit({ kind: 'open', block, part })
    return block
  }

  #say(kind: 'thinking' | 'text' | 'refusal', text: string, emit: Emit, field?: string): void {
    if (this.#current?.kind !== kind) {
      this.#current = { kind, block: this.#open({ kind }, emit) }
      if (field && this.#details.length === 0)
        emit({ kind: 'seal', block: this.#current.block, seal: { by: 'openai', id: field, value: '' } })
    }
    emit({ kind: 'delta', block: this.#current.block, text })
  }

  /** Calls go by their index; where it is missing, an id begins a call and what has none goes on with the last. */
  #call(call: Json, emit: Emit): void {
    const id = said(call.id)
    const key = asNumber(call.index) === undefined ? (id ?? this.#lastCall) : String(call.index)
    this.#lastCall = key
    const { name, arguments: input } = asObject(call.function)
    let block = this.#calls.get(key)
    if (block === undefined) {
      const seal = sealOfCall(call)
      if (seal) {
        const before = this.#open({ kind: 'thinking' }, emit)
        emit({ kind: 'seal', block: before, seal })
        emit({ kind: 'close', block: before })
      }
      block = this.#open({ kind: 'call', id: id ?? newCallId(), name: asText(name) }, emit)
      this.#calls.set(key, block)
      this.#current = undefined
    }
    if (said(input)) emit({ kind: 'delta', block, text: asText(input) })
  }

  #sealDetails(emit: Emit): void {
    if (this.#details.length === 0) return
    const block = this.#open({ kind: 'thinking' }, emit)
    emit({
      kind: 'seal',
      block,
      seal: { by: 'openai', id: 'reasoning_details', value: JSON.stringify(this.#details) },
    })
  }
}
