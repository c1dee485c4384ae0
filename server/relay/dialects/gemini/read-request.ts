import { cannot } from '../middle/cannot.ts'
import { joined } from '../middle/joined.ts'
import { asArray, asNumber, asObject, asText, isObject, type Json, said } from '../middle/json.ts'
import { asEffort } from '../middle/reasoning.ts'
import type { Format, Part, Reasoning, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { get } from './names.ts'
import { CallIds, readPart } from './read-parts.ts'
import { readSchema } from './read-schema.ts'

/** What was streamed, clients keep in pieces: one side's pieces in a row are one turn. */
function readTurns(contents: unknown): Turn[] {
  const ids = new CallIds()
  const turns: { role: 'user' | 'assistant'; parts: Part[] }[] = []
  const list = isObject(contents) ? [contents] : asArray(contents)
  for (const [i, value] of list.entries()) {
    const content = asObject(value)
    const role = content.role === 'model' ? 'assistant' : 'user'
    const parts = asArray(content.parts).flatMap((part, j) =>
      readPart(asObject(part), ids, `contents[${i}].parts[${j}]`),
    )
    const last = turns.at(-1)
    if (last?.role === role) last.parts.push(...parts)
    else turns.push({ role, parts })
  }
  return turns.map(({ role, parts }) => ({ role, parts: role === 'assistant' ? joined(parts) : parts }))
}

function readSystem(value: unknown): Turn[] {
  const parts = typeof value === 'string' ? [{ text: value }] : asArray(asObject(value).parts)
  const ids = new CallIds()
  const read = parts.flatMap((part, i) => readPart(asObject(part), ids, `systemInstruction.parts[${i}]`))
  return read.length > 0 ? [{ role: 'system', parts: read }] : []
}

function readDeclaration(value: unknown, at: string): Tool {
  const declared = asObject(value)
  const json = get(declared, 'parametersJsonSchema')
  const own = declared.parameters
  return {
    at,
    name: asText(declared.name),
    description: said(declared.description),
    schema: isObject(json) ? { ...json } : isObject(own) ? readSchema(own) : undefined,
  }
}

function readTools(tools: unknown): Tool[] {
  return asArray(tools).flatMap((value, i) => {
    const tool = asObject(value)
    const at = `tools[${i}]`
    const declarations = get(tool, 'functionDeclarations')
    if (!declarations) return cannot(at, 'only functions can be translated')
    return asArray(declarations).map((declared, j) => readDeclaration(declared, `${at}.functionDeclarations[${j}]`))
  })
}

function readChoice(config: Json): ToolChoice | undefined {
  const names = get(config, 'allowedFunctionNames')
  const only = Array.isArray(names) && names.length > 0 ? names.map(asText) : undefined
  switch (asText(config.mode).toUpperCase()) {
    case 'ANY':
      return only?.length === 1 ? { kind: 'tool', name: only[0] ?? '' } : { kind: 'required', only }
    case 'NONE':
      return { kind: 'none' }
    case 'AUTO':
    case 'VALIDATED':
      return { kind: 'auto', only }
    default:
      return undefined
  }
}

function readFormat(config: Json): Format | undefined {
  const json = get(config, 'responseJsonSchema')
  const own = get(config, 'responseSchema')
  if (isObject(json)) return { kind: 'schema', schema: { ...json } }
  if (isObject(own)) return { kind: 'schema', schema: readSchema(own) }
  return get(config, 'responseMimeType') === 'application/json' ? { kind: 'json' } : undefined
}

function readReasoning(value: unknown): Reasoning | undefined {
  if (!isObject(value)) return undefined
  return {
    effort: asEffort(asText(get(value, 'thinkingLevel')).toLowerCase()),
    budget: asNumber(get(value, 'thinkingBudget')),
    shown: get(value, 'includeThoughts') === true,
  }
}

/** What Gemini would have to look up or make. */
function refuse(request: Json, config: Json): void {
  if (get(request, 'cachedContent')) cannot('cachedContent', "a prompt kept by another provider can't be used")
  if ((asNumber(get(config, 'candidateCount')) ?? 1) > 1)
    cannot('generationConfig.candidateCount', 'only one candidate can be had from this provider')
  if (get(config, 'responseLogprobs') === true)
    cannot('generationConfig.responseLogprobs', 'this provider tells no log probabilities')
  const made = asArray(get(config, 'responseModalities')).map((kind) => asText(kind).toUpperCase())
  if (made.some((kind) => kind !== 'TEXT'))
    cannot('generationConfig.responseModalities', 'this provider answers text only')
}

/** Gemini says the model, and whether it is to stream, in the address. */
export function readRequest(request: Json, model: string): Talk {
  const config = asObject(get(request, 'generationConfig'))
  refuse(request, config)
  return {
    turns: [...readSystem(get(request, 'systemInstruction')), ...readTurns(request.contents)],
    tools: readTools(request.tools),
    choice: readChoice(asObject(get(asObject(get(request, 'toolConfig')), 'functionCallingConfig'))),
    format: readFormat(config),
    reasoning: readReasoning(get(config, 'thinkingConfig')),
    maxTokens: asNumber(get(config, 'maxOutputTokens')),
    temperature: asNumber(config.temperature),
    topP: asNumber(get(config, 'topP')),
    topK: asNumber(get(config, 'topK')),
    stop: asArray(get(config, 'stopSequences')).map(asText),
    seed: asNumber(config.seed),
    presencePenalty: asNumber(get(config, 'presencePenalty')),
    frequencyPenalty: asNumber(get(config, 'frequencyPenalty')),
    stream: false,
    model,
    includeUsage: true,
  }
}
