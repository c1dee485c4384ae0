import { newAnswerId, newCallId } from '../middle/call-id.ts'
import { UpstreamError } from '../middle/failure.ts'
import { joined } from '../middle/joined.ts'
import { asArray, asNumber, asObject, asText, type Json, said } from '../middle/json.ts'
import type { Seal } from '../middle/seal.ts'
import type { Answer, AnswerPart, Stop, Talk } from '../middle/talk.ts'
import { whole } from '../middle/whole.ts'
import { readUsage } from '../usage/read-usage.ts'
import { get } from './names.ts'
import { sealOn } from './read-parts.ts'
import { callFor, thoughtFor } from './write-parts.ts'
import { writeUsage } from './write-usage.ts'

const STOPS: Readonly<Record<string, Stop>> = { STOP: 'end', MAX_TOKENS: 'length', CONTINUATION: 'length' }
/** The model made a mess, which is no end of an answer. */
const BROKEN = new Set(['MALFORMED_FUNCTION_CALL', 'UNEXPECTED_TOOL_CALL', 'TOO_MANY_TOOL_CALLS', 'MALFORMED_RESPONSE'])

const REASONS: Readonly<Record<Stop, string>> = {
  end: 'STOP',
  sequence: 'STOP',
  call: 'STOP',
  length: 'MAX_TOKENS',
  context: 'MAX_TOKENS',
  filter: 'SAFETY',
  refusal: 'SAFETY',
}

/** Everything that is neither an end nor a length is one of the many reasons for saying nothing. */
export function stopOf(reason: unknown, called: boolean): Stop {
  const name = asText(reason)
  if (BROKEN.has(name)) throw new UpstreamError(502, `The model broke off: ${name}.`)
  const stop = STOPS[name] ?? 'filter'
  return stop === 'end' && called ? 'call' : stop
}

export const reasonOf = (stop: Stop): string => REASONS[stop]

export function refuseError(answer: Json): void {
  if (!answer.error) return
  const { code, message } = asObject(answer.error)
  throw new UpstreamError(asNumber(code) ?? 502, asText(message) || 'The provider failed.')
}

const seals = (seal: Seal | undefined): AnswerPart[] => (seal ? [{ kind: 'thinking', text: '', seal }] : [])

/** One part of an answer; of images and code that Gemini made, nobody else can speak. */
export function readSpoken(value: unknown): AnswerPart[] {
  const part = asObject(value)
  const call = get(part, 'functionCall')
  if (call) {
    const { id, name, args } = asObject(call)
    const input = JSON.stringify(args ?? {})
    return [...seals(sealOn(part, 'call')), { kind: 'call', id: said(id) ?? newCallId(), name: asText(name), input }]
  }
  if (get(part, 'inlineData'))
    throw new UpstreamError(502, 'The model answered with data, which this format has no place for.')
  if (part.thought === true) return [{ kind: 'thinking', text: asText(part.text), seal: sealOn(part) }]
  const text = asText(part.text)
  return [...(text === '' ? [] : [{ kind: 'text', text } as const]), ...seals(sealOn(part, 'text'))]
}

export const isBlocked = (answer: Json): boolean => Boolean(get(asObject(get(answer, 'promptFeedback')), 'blockReason'))

export function readAnswer(answer: Json): Answer {
  refuseError(answer)
  const candidate = asObject(asArray(answer.candidates)[0])
  const parts = joined(asArray(asObject(candidate.content).parts).flatMap(readSpoken))
  const called = parts.some(({ kind }) => kind === 'call')
  return {
    id: asText(get(answer, 'responseId')),
    parts,
    stop: isBlocked(answer) ? 'filter' : stopOf(get(candidate, 'finishReason'), called),
    usage: readUsage('gemini', answer) ?? {},
  }
}

function writeParts(parts: readonly AnswerPart[]): Json[] {
  return parts.map((part) => {
    if (part.kind === 'call') return callFor(part, undefined)
    return part.kind === 'thinking' ? thoughtFor(part.text, part.seal) : { text: part.text }
  })
}

export function writeCandidates(parts: readonly Json[], stop: Stop | undefined): Json {
  const content = { role: 'model', parts: parts.length > 0 ? parts : [{ text: '' }] }
  return { candidates: [{ content, ...(stop ? { finishReason: reasonOf(stop) } : {}), index: 0 }] }
}

export function writeAnswer(answer: Answer, talk: Talk): Record<string, unknown> {
  return {
    ...writeCandidates(writeParts(whole(answer)), answer.stop),
    usageMetadata: writeUsage(answer.usage),
    modelVersion: talk.model,
    responseId: answer.id || newAnswerId(''),
  }
}
