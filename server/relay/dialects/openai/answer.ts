import { newAnswerId, newCallId } from '../middle/call-id.ts'
import { UpstreamError } from '../middle/failure.ts'
import { asArray, asNumber, asObject, asText, type Json, said } from '../middle/json.ts'
import type { Seal } from '../middle/seal.ts'
import type { Answer, AnswerPart, Stop, Talk } from '../middle/talk.ts'
import { readUsage } from '../usage/read-usage.ts'
import { detailsOf, extraContent, sealOfCall, thoughtIn } from './thoughts.ts'
import { writeUsage } from './write-usage.ts'

const STOPS: Readonly<Record<string, Stop>> = {
  stop: 'end',
  length: 'length',
  tool_calls: 'call',
  function_call: 'call',
  content_filter: 'filter',
}

const FINISHES: Readonly<Record<Stop, string>> = {
  end: 'stop',
  sequence: 'stop',
  length: 'length',
  context: 'length',
  call: 'tool_calls',
  filter: 'content_filter',
  refusal: 'content_filter',
}

/** Forced calls end with `stop` here; elsewhere a call is what they end with. */
export function stopOf(finish: unknown, called: boolean): Stop {
  const stop = STOPS[asText(finish)] ?? 'end'
  return stop === 'end' && called ? 'call' : stop
}

export const finishOf = (stop: Stop): string => FINISHES[stop]

function readCall(value: unknown): AnswerPart[] {
  const call = asObject(value)
  const { name, arguments: input } = asObject(call.function)
  const seal = sealOfCall(call)
  const part: AnswerPart = {
    kind: 'call',
    id: said(call.id) ?? newCallId(),
    name: asText(name),
    input: asText(input) || '{}',
  }
  return seal ? [{ kind: 'thinking', text: '', seal }, part] : [part]
}

/** An error in the place of an answer. */
export function refuseError(answer: Json): void {
  if (!answer.error) return
  const { message, code } = asObject(answer.error)
  throw new UpstreamError(asNumber(code) ?? 502, asText(message) || asText(answer.error) || 'The provider failed.')
}

export function readAnswer(answer: Json): Answer {
  refuseError(answer)
  const choice = asObject(asArray(answer.choices)[0])
  const message = asObject(choice.message)
  const calls = asArray(message.tool_calls).flatMap(readCall)
  const parts: AnswerPart[] = []
  const thought = thoughtIn(message)
  if (thought) parts.push(thought)
  if (said(message.content)) parts.push({ kind: 'text', text: asText(message.content) })
  if (said(message.refusal)) parts.push({ kind: 'refusal', text: asText(message.refusal) })
  parts.push(...calls)
  return {
    id: asText(answer.id),
    parts,
    stop: said(message.refusal) ? 'refusal' : stopOf(choice.finish_reason, calls.length > 0),
    usage: readUsage('openai', answer) ?? {},
  }
}

function writeCalls(parts: readonly AnswerPart[]): Json[] {
  let seal: Seal | undefined
  const calls: Json[] = []
  for (const part of parts) {
    if (part.kind === 'thinking') seal = part.seal?.on === 'call' ? part.seal : undefined
    if (part.kind !== 'call') continue
    calls.push({
      id: part.id,
      type: 'function',
      function: { name: part.name, arguments: part.input },
      ...extraContent(seal),
    })
    seal = undefined
  }
  return calls
}

const joined = (parts: readonly AnswerPart[], kind: 'text' | 'thinking' | 'refusal'): string =>
  parts.map((part) => (part.kind === kind ? part.text : '')).join('')

export function writeAnswer({ id, parts, stop, usage }: Answer, talk: Talk): Record<string, unknown> {
  const calls = writeCalls(parts)
  const thought = joined(parts, 'thinking')
  const details = detailsOf(parts)
  return {
    id: id || newAnswerId('chatcmpl-'),
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: talk.model,
    choices: [
      {
        index: 0,
        message: {
          role: 'assistant',
          content: joined(parts, 'text') || null,
          refusal: joined(parts, 'refusal') || null,
          ...(thought ? { reasoning_content: thought } : {}),
          ...(details.length > 0 ? { reasoning_details: details } : {}),
          ...(calls.length > 0 ? { tool_calls: calls } : {}),
        },
        logprobs: null,
        finish_reason: finishOf(stop),
      },
    ],
    usage: writeUsage(usage),
  }
}
