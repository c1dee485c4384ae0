import { asArray, asNumber, asObject, asText, type Json, said } from '../middle/json.ts'
import { type Seal, sealIn, sealText } from '../middle/seal.ts'
import type { AnswerPart, Part, ThinkingPart } from '../middle/talk.ts'

/*
 * Chat completions have no field for what a model thought. Clients of other providers know `reasoning_content`, a text, and
 * `reasoning_details`, a list that is to be given back as it is; Google's calls carry `extra_content`. We write all three.
 */

type Detail = { readonly type: string; readonly text?: string; readonly signature?: string; readonly index: number }

/** Signed thoughts with their places in the message. Those on a call travel with the call. */
export function detailsOf(parts: readonly AnswerPart[]): Detail[] {
  const details: Detail[] = []
  for (const [index, part] of parts.entries())
    if (part.kind === 'thinking' && part.seal && part.seal.on !== 'call')
      details.push({ type: 'reasoning.text', text: part.text, signature: sealText(part.seal), index })
  return details
}

/** A signature that the next call needs. */
export const extraContent = (seal: Seal | undefined): Json =>
  seal ? { extra_content: { google: { thought_signature: sealText(seal) } } } : {}

export function sealOfCall(call: Json): Seal | undefined {
  return sealIn(asObject(asObject(call.extra_content).google).thought_signature)
}

/** Puts thoughts back to where they stood among the rest of a message. */
export function withThoughts(message: Json, rest: readonly Part[]): Part[] {
  const parts = [...rest]
  const thoughts = asArray(message.reasoning_details).map(asObject)
  for (const { text, signature, data, index } of thoughts) {
    const seal = sealIn(signature ?? data)
    if (!seal) continue
    const part: ThinkingPart = { kind: 'thinking', text: asText(text), seal }
    const place = asNumber(index) ?? 0
    parts.splice(Math.min(Math.max(0, place), parts.length), 0, part)
  }
  return parts
}

const TEXTS = ['reasoning_content', 'reasoning'] as const

/** What a provider of this dialect thought, with what it wants to be given back. */
export function thoughtIn(message: Json): ThinkingPart | undefined {
  const field = TEXTS.find((name) => said(message[name]))
  const details = asArray(message.reasoning_details)
  if (details.length > 0)
    return {
      kind: 'thinking',
      text: field ? asText(message[field]) : details.map((detail) => asText(asObject(detail).text)).join(''),
      seal: { by: 'openai', id: 'reasoning_details', value: JSON.stringify(details) },
    }
  return field
    ? { kind: 'thinking', text: asText(message[field]), seal: { by: 'openai', id: field, value: '' } }
    : undefined
}

function listIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The fields of an assistant's message in which its provider wants its thoughts back; clients may have made up others. */
export function thoughtsBack(parts: readonly Part[]): Json {
  const back: Record<string, unknown> = {}
  for (const part of parts) {
    if (part.kind !== 'thinking' || part.seal?.by !== 'openai') continue
    const field = TEXTS.find((name) => name === part.seal?.id)
    if (field) back[field] = `${asText(back[field])}${part.text}`
    else if (part.seal.id === 'reasoning_details') back.reasoning_details = listIn(part.seal.value)
  }
  return back
}
