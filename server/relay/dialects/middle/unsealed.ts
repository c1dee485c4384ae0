import type { Dialect } from '../dialect.ts'
import { asArray, asObject, type Json } from './json.ts'
import { sealIn } from './seal.ts'

/** Makes Gemini take a call without the signature that it lost on the way. */
export const UNSIGNED = 'skip_thought_signature_validator'

const each = (value: unknown, change: (item: Json) => Json | undefined): unknown =>
  Array.isArray(value) ? value.flatMap((item) => change(asObject(item)) ?? []) : value

function anthropicBlock(block: Json): Json | undefined {
  return sealIn(block.signature) || sealIn(block.data) ? undefined : block
}

function geminiPart(part: Json): Json | undefined {
  if (!sealIn(part.thoughtSignature)) return part
  const { thoughtSignature: _, ...rest } = part
  if (rest.thought === true || Object.keys(rest).length === 0) return undefined
  return rest.functionCall ? { ...rest, thoughtSignature: UNSIGNED } : rest
}

function openaiCall(call: Json): Json {
  const { extra_content: extra, ...rest } = call
  return sealIn(asObject(asObject(extra).google).thought_signature) ? rest : call
}

function openaiMessage(message: Json): Json {
  const calls = message.tool_calls ? { tool_calls: each(message.tool_calls, openaiCall) } : {}
  const foreign = asArray(message.reasoning_details).some((detail) => sealIn(asObject(detail).signature))
  if (!foreign) return { ...message, ...calls }
  const { reasoning_details: _details, reasoning_content: _content, ...rest } = message
  return { ...rest, ...calls }
}

/** A request to its own dialect, without the signatures that other dialects left in it. */
export function unsealed(dialect: Dialect, request: Json): Json {
  const inside = (key: string, change: (item: Json) => Json | undefined) => (item: Json) =>
    Array.isArray(item[key]) ? { ...item, [key]: each(item[key], change) } : item
  switch (dialect) {
    case 'openai':
      return { ...request, messages: each(request.messages, openaiMessage) }
    case 'responses':
      return {
        ...request,
        input: each(request.input, (item) => (sealIn(item.encrypted_content) ? undefined : item)),
      }
    case 'anthropic':
      return { ...request, messages: each(request.messages, inside('content', anthropicBlock)) }
    case 'gemini':
      return { ...request, contents: each(request.contents, inside('parts', geminiPart)) }
  }
}
