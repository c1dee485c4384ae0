import { newAnswerId } from '../middle/call-id.ts'
import { UpstreamError } from '../middle/failure.ts'
import { asArray, asObject, asText, type Json, said } from '../middle/json.ts'
import { sealedFor } from '../middle/seal.ts'
import type { Answer, AnswerPart, Stop, Talk } from '../middle/talk.ts'
import { readUsage } from '../usage/read-usage.ts'
import { ownName } from './namespaces.ts'
import { readReasoning } from './read-items.ts'
import { writeTool } from './write-tool.ts'
import { writeUsage } from './write-usage.ts'

const STATUS: Readonly<Record<string, number>> = { rate_limit_exceeded: 429, invalid_prompt: 400, server_error: 502 }

/** `response.failed`, an `error` event, or an error in place of an answer. */
export function refuseError(response: Json): void {
  const error = asObject(response.error)
  if (response.status !== 'failed' && !said(error.message)) return
  throw new UpstreamError(STATUS[asText(error.code)] ?? 502, asText(error.message) || 'The provider failed.')
}

export function stopOf(response: Json, called: boolean): Stop {
  const { reason } = asObject(response.incomplete_details)
  if (reason === 'content_filter') return 'filter'
  if (response.status === 'incomplete') return 'length'
  return called ? 'call' : 'end'
}

function readItem(value: unknown): AnswerPart[] {
  const item = asObject(value)
  switch (item.type) {
    case 'reasoning':
      return [readReasoning(item)]
    case 'function_call':
      return [
        { kind: 'call', id: asText(item.call_id), name: asText(item.name), input: asText(item.arguments) || '{}' },
      ]
    case 'message':
      return asArray(item.content).map((part) => {
        const { type, text, refusal } = asObject(part)
        return type === 'refusal' ? { kind: 'refusal', text: asText(refusal) } : { kind: 'text', text: asText(text) }
      })
    default:
      return []
  }
}

export function readAnswer(answer: Json): Answer {
  refuseError(answer)
  const parts = asArray(answer.output).flatMap(readItem)
  const refused = parts.some(({ kind }) => kind === 'refusal')
  const stop = stopOf(
    answer,
    parts.some(({ kind }) => kind === 'call'),
  )
  return {
    id: asText(answer.id),
    parts,
    stop: refused && stop === 'end' ? 'refusal' : stop,
    usage: readUsage('responses', answer) ?? {},
  }
}

/** The only argument of a custom tool that had to be a function. */
export function customInput(input: string): string {
  try {
    return asText(asObject(JSON.parse(input)).input)
  } catch {
    return ''
  }
}

export const isCustom = (talk: Talk, name: string): boolean =>
  talk.tools.some((tool) => tool.custom === true && tool.name === name)

/** One part of an answer as an item, whole. */
export function writeItem(part: AnswerPart, id: string, talk: Talk, status = 'completed'): Json {
  switch (part.kind) {
    case 'thinking':
      return {
        id,
        type: 'reasoning',
        summary: part.text === '' ? [] : [{ type: 'summary_text', text: part.text }],
        ...(part.seal ? { encrypted_content: sealedFor('responses', part.seal) } : {}),
      }
    case 'call':
      if (isCustom(talk, part.name))
        return {
          id,
          type: 'custom_tool_call',
          call_id: part.id,
          ...ownName(talk, part.name),
          input: customInput(part.input),
        }
      return { id, type: 'function_call', call_id: part.id, ...ownName(talk, part.name), arguments: part.input, status }
    case 'refusal':
      return { id, type: 'message', role: 'assistant', status, content: [{ type: 'refusal', refusal: part.text }] }
    case 'text':
      return { id, type: 'message', role: 'assistant', status, content: [textPart(part.text)] }
  }
}

export const textPart = (text: string): Json => ({ type: 'output_text', text, annotations: [], logprobs: [] })

const PREFIXES: Readonly<Record<AnswerPart['kind'], string>> = {
  thinking: 'rs_',
  call: 'fc_',
  text: 'msg_',
  refusal: 'msg_',
}

export const itemId = (kind: AnswerPart['kind']): string => newAnswerId(PREFIXES[kind])

export type Head = { readonly id: string; readonly created_at: number }

/** A response in any of its states. */
export function writeResponse(head: Head, talk: Talk, status: string, output: readonly Json[], more: Json = {}): Json {
  return {
    ...head,
    object: 'response',
    status,
    background: false,
    error: null,
    incomplete_details: null,
    instructions: null,
    max_output_tokens: talk.maxTokens ?? null,
    metadata: {},
    model: talk.model,
    output,
    parallel_tool_calls: talk.parallel ?? true,
    previous_response_id: null,
    reasoning: { effort: talk.reasoning?.effort ?? null, summary: null },
    store: false,
    temperature: talk.temperature ?? null,
    text: { format: { type: 'text' } },
    tool_choice: talk.choice && talk.choice.kind !== 'tool' ? talk.choice.kind : 'auto',
    tools: talk.tools.filter((tool) => !tool.custom).map(writeTool),
    top_p: talk.topP ?? null,
    truncation: 'disabled',
    usage: null,
    ...more,
  }
}

/** How a response ends: complete, as also with a refusal in words, or cut short for a reason. */
export function ending(stop: Stop, refused: boolean): { status: string; incomplete_details: Json | null } {
  if (stop === 'length' || stop === 'context')
    return { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }
  if (stop === 'filter' || (stop === 'refusal' && !refused))
    return { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }
  return { status: 'completed', incomplete_details: null }
}

export const newHead = (id: string): Head => ({
  id: id || newAnswerId('resp_'),
  created_at: Math.floor(Date.now() / 1000),
})

export function writeAnswer({ id, parts, stop, usage }: Answer, talk: Talk): Record<string, unknown> {
  const { status, incomplete_details } = ending(
    stop,
    parts.some(({ kind }) => kind === 'refusal'),
  )
  const output = parts.map((part) => writeItem(part, itemId(part.kind), talk))
  return { ...writeResponse(newHead(id), talk, status, output, { incomplete_details, usage: writeUsage(usage) }) }
}
