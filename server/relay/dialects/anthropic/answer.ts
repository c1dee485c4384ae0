import { newAnswerId } from '../middle/call-id.ts'
import { UpstreamError } from '../middle/failure.ts'
import { asArray, asObject, asText, type Json, said } from '../middle/json.ts'
import type { Answer, AnswerPart, Stop, Talk } from '../middle/talk.ts'
import { whole } from '../middle/whole.ts'
import { readUsage } from '../usage/read-usage.ts'
import { readThinking } from './read-blocks.ts'
import { writeSpoken } from './write-blocks.ts'
import { writeUsage } from './write-usage.ts'

const STOPS: Readonly<Record<string, Stop>> = {
  end_turn: 'end',
  pause_turn: 'end',
  max_tokens: 'length',
  stop_sequence: 'sequence',
  tool_use: 'call',
  refusal: 'refusal',
  model_context_window_exceeded: 'context',
}

const REASONS: Readonly<Record<Stop, string>> = {
  end: 'end_turn',
  length: 'max_tokens',
  sequence: 'stop_sequence',
  call: 'tool_use',
  filter: 'refusal',
  refusal: 'refusal',
  context: 'model_context_window_exceeded',
}

const STATUS: Readonly<Record<string, number>> = {
  invalid_request_error: 400,
  authentication_error: 401,
  billing_error: 402,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  timeout_error: 504,
  overloaded_error: 529,
}

export const stopOf = (reason: unknown): Stop => STOPS[asText(reason)] ?? 'end'

/** A stop sequence that nobody names would be a lie to clients that look for it. */
export const reasonOf = (stop: Stop, sequence: string | undefined): string =>
  stop === 'sequence' && sequence === undefined ? 'end_turn' : REASONS[stop]

export function refuseError(answer: Json): void {
  if (answer.type !== 'error') return
  const { type, message } = asObject(answer.error)
  throw new UpstreamError(STATUS[asText(type)] ?? 502, asText(message) || 'The provider failed.')
}

function readPart(value: unknown): AnswerPart[] {
  const block = asObject(value)
  switch (block.type) {
    case 'text':
      return [{ kind: 'text', text: asText(block.text) }]
    case 'thinking':
    case 'redacted_thinking':
      return [readThinking(block)]
    case 'tool_use':
      return [
        { kind: 'call', id: asText(block.id), name: asText(block.name), input: JSON.stringify(block.input ?? {}) },
      ]
    default:
      return []
  }
}

export function readAnswer(answer: Json): Answer {
  refuseError(answer)
  return {
    id: asText(answer.id),
    parts: asArray(answer.content).flatMap(readPart),
    stop: stopOf(answer.stop_reason),
    sequence: said(answer.stop_sequence),
    usage: readUsage('anthropic', answer) ?? {},
  }
}

export const messageHead = (id: string, talk: Talk): Json => ({
  id: id || newAnswerId('msg_'),
  type: 'message',
  role: 'assistant',
  model: talk.model,
  container: null,
  diagnostics: null,
})

export function writeAnswer(answer: Answer, talk: Talk): Record<string, unknown> {
  const { id, stop, sequence, usage } = answer
  return {
    ...messageHead(id, talk),
    content: whole(answer).map(writeSpoken),
    stop_reason: reasonOf(stop, sequence),
    stop_sequence: sequence ?? null,
    stop_details: stopDetails(stop),
    usage: writeUsage(usage),
  }
}

export const stopDetails = (stop: Stop): Json | null =>
  stop === 'refusal' || stop === 'filter' ? { type: 'refusal', category: null, explanation: null } : null
