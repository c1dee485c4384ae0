import type { StreamEvent } from '../dialect.ts'
import type { StreamReader } from '../middle/codec.ts'
import { asArray, asObject, asText, said } from '../middle/json.ts'
import type { AnswerPart, Emit } from '../middle/talk.ts'
import { readUsage } from '../usage/read-usage.ts'
import { isBlocked, readSpoken, refuseError, stopOf } from './answer.ts'
import { get } from './names.ts'

/** A stream of answers, each with the parts that are new in it. */
export class GeminiStream implements StreamReader {
  ended = false
  #started = false
  #called = false
  #blocks = 0
  #current: { readonly kind: string; readonly block: number } | undefined

  push({ data }: StreamEvent, emit: Emit): void {
    const parsed: unknown = JSON.parse(data)
    const answer = asObject(Array.isArray(parsed) ? (parsed as unknown[])[0] : parsed)
    refuseError(answer)
    const usage = readUsage('gemini', answer)
    if (usage) emit({ kind: 'usage', usage })
    if (!this.#started) emit({ kind: 'start', id: asText(get(answer, 'responseId')) })
    this.#started = true
    const candidate = asObject(asArray(answer.candidates)[0])
    for (const value of asArray(asObject(candidate.content).parts))
      for (const part of readSpoken(value)) this.#part(part, emit)
    const reason = said(get(candidate, 'finishReason'))
    if (reason === undefined && !isBlocked(answer)) return
    this.ended = true
    emit({ kind: 'stop', stop: reason === undefined ? 'filter' : stopOf(reason, this.#called) })
  }

  #part(part: AnswerPart, emit: Emit): void {
    if (part.kind === 'call') {
      this.#called = true
      const block = this.#blocks++
      emit({ kind: 'open', block, part: { kind: 'call', id: part.id, name: part.name } })
      emit({ kind: 'delta', block, text: part.input })
      emit({ kind: 'close', block })
      this.#current = undefined
      return
    }
    // A seal of its own, on a call or a text, is no part of the thought before it.
    const apart = part.kind === 'thinking' && part.seal?.on !== undefined
    if (apart || this.#current?.kind !== part.kind) {
      this.#current = { kind: apart ? 'seal' : part.kind, block: this.#blocks++ }
      emit({ kind: 'open', block: this.#current.block, part: { kind: part.kind } })
    }
    const { block } = this.#current ?? { block: 0 }
    if (part.text !== '') emit({ kind: 'delta', block, text: part.text })
    if (part.kind !== 'thinking' || !part.seal) return
    emit({ kind: 'seal', block, seal: part.seal })
    emit({ kind: 'close', block })
    this.#current = undefined
  }
}
