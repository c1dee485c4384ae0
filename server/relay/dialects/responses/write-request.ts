import { callIdFor } from '../middle/call-id.ts'
import { cannot } from '../middle/cannot.ts'
import { defined, type Json } from '../middle/json.ts'
import { effortOf, refusesSampling, takesEffort } from '../middle/reasoning.ts'
import { strictable } from '../middle/schema.ts'
import { urlOfSource } from '../middle/source.ts'
import type { ContentPart, Format, Part, Talk, ToolChoice, Turn } from '../middle/talk.ts'
import { toolsAllowed } from '../middle/tools.ts'
import { writeTool } from './write-tool.ts'

const idOf = (id: string): string => callIdFor(id, /^[\w:.-]+$/, 64)

function writePart(part: ContentPart): Json {
  switch (part.kind) {
    case 'text':
      return { type: 'input_text', text: part.text }
    case 'image':
      if (part.source.kind === 'id') return cannot(part.at, "a file of another provider can't be looked at")
      return { type: 'input_image', image_url: urlOfSource(part.source), detail: part.detail ?? 'auto' }
    case 'file':
      if (part.source.kind === 'id') return cannot(part.at, "a file of another provider can't be read")
      return part.source.kind === 'url'
        ? { type: 'input_file', file_url: part.source.url }
        : { type: 'input_file', filename: part.name ?? 'file.pdf', file_data: urlOfSource(part.source) }
    case 'audio':
      return cannot(part.at, 'this provider hears no audio')
  }
}

const plain = (parts: readonly ContentPart[]): string | undefined =>
  parts.every((part) => part.kind === 'text') && parts.length < 2 ? (parts[0]?.text ?? '') : undefined

const isContent = (part: Part): part is ContentPart =>
  part.kind === 'text' || part.kind === 'image' || part.kind === 'file' || part.kind === 'audio'

const message = (role: string, parts: readonly ContentPart[]): Json[] =>
  parts.length === 0 ? [] : [{ role, content: plain(parts) ?? parts.map(writePart) }]

function writeUser(parts: readonly Part[]): Json[] {
  const results = parts.flatMap((part) =>
    part.kind === 'result'
      ? [
          {
            type: 'function_call_output',
            call_id: idOf(part.id),
            output: plain(part.parts) ?? part.parts.map(writePart),
          },
        ]
      : [],
  )
  return [...results, ...message('user', parts.filter(isContent))]
}

function writeSpoken(part: Part): Json[] {
  switch (part.kind) {
    case 'text':
    case 'refusal':
      return part.text === '' ? [] : [{ role: 'assistant', content: part.text }]
    case 'thinking':
      if (part.seal?.by !== 'responses') return []
      return [
        {
          type: 'reasoning',
          id: part.seal.id ?? '',
          summary: part.text === '' ? [] : [{ type: 'summary_text', text: part.text }],
          encrypted_content: part.seal.value,
        },
      ]
    case 'call':
      return [{ type: 'function_call', call_id: idOf(part.id), name: part.name, arguments: part.input }]
    case 'image':
    case 'file':
    case 'audio':
    case 'result':
      return cannot(part.at, "an assistant's message holds texts and calls only")
  }
}

function writeTurn({ role, parts }: Turn): Json[] {
  if (role === 'user') return writeUser(parts)
  return role === 'assistant' ? parts.flatMap(writeSpoken) : message('developer', parts.filter(isContent))
}

function writeChoice(choice: ToolChoice | undefined): unknown {
  return choice?.kind === 'tool' ? { type: 'function', name: choice.name } : choice?.kind
}

function writeFormat(format: Format | undefined): unknown {
  if (!format) return undefined
  if (format.kind === 'json') return { format: { type: 'json_object' } }
  const { name = 'answer', description, schema, strict } = format
  return { format: defined({ type: 'json_schema', name, description, schema, strict: strict ?? strictable(schema) }) }
}

/** Nothing is to be kept at OpenAI, so what was thought comes sealed in the answer. */
export function writeRequest(talk: Talk, model: string): Record<string, unknown> {
  if (talk.stop && talk.stop.length > 0) cannot('stop', 'this provider knows no stop sequences')
  if (talk.maxTokens !== undefined && talk.maxTokens < 16) cannot('max_tokens', 'this provider writes at least 16')
  const tools = toolsAllowed(talk)
  const sampling = !refusesSampling(model)
  const thinks = takesEffort(model)
  const summary = talk.reasoning?.shown ? 'auto' : undefined
  return defined({
    model,
    input: talk.turns.flatMap(writeTurn),
    tools: tools.length > 0 ? tools.map(writeTool) : undefined,
    tool_choice: tools.length > 0 ? writeChoice(talk.choice) : undefined,
    parallel_tool_calls: tools.length > 0 ? talk.parallel : undefined,
    text: writeFormat(talk.format),
    reasoning: thinks && talk.reasoning ? defined({ effort: effortOf(talk.reasoning), summary }) : undefined,
    include: thinks ? ['reasoning.encrypted_content'] : undefined,
    store: false,
    max_output_tokens: talk.maxTokens,
    temperature: sampling ? talk.temperature : undefined,
    top_p: sampling ? talk.topP : undefined,
    safety_identifier: talk.user && talk.user.length <= 64 ? talk.user : undefined,
    stream: talk.stream ? true : undefined,
  })
}
