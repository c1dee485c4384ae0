import { callIdFor } from '../middle/call-id.ts'
import { cannot } from '../middle/cannot.ts'
import { defined, type Json } from '../middle/json.ts'
import { effortOf, refusesSampling, takesEffort } from '../middle/reasoning.ts'
import { strictable } from '../middle/schema.ts'
import { urlOfSource } from '../middle/source.ts'
import type { CallPart, ContentPart, Format, Part, ResultPart, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { toolsAllowed } from '../middle/tools.ts'
import { thoughtsBack } from './thoughts.ts'

const idOf = (id: string): string => callIdFor(id, /^[\w:.-]+$/, 40)

function writePart(part: ContentPart): Json {
  switch (part.kind) {
    case 'text':
      return { type: 'text', text: part.text }
    case 'image': {
      if (part.source.kind === 'id') return cannot(part.at, "a file of another provider can't be looked at")
      return { type: 'image_url', image_url: defined({ url: urlOfSource(part.source), detail: part.detail }) }
    }
    case 'file':
      if (part.source.kind !== 'base64') return cannot(part.at, 'files have to be in the request, as base64')
      return {
        type: 'file',
        file: { filename: part.name ?? 'file.pdf', file_data: urlOfSource(part.source) },
      }
    case 'audio': {
      const format = /^audio\/(x-)?(wav|mp3|mpeg)/.exec(part.mediaType)?.[2]
      if (!format) return cannot(part.at, 'audio has to be WAV or MP3')
      return { type: 'input_audio', input_audio: { data: part.data, format: format === 'wav' ? 'wav' : 'mp3' } }
    }
  }
}

const textOf = (parts: readonly Part[], between: string): string =>
  parts.flatMap((part) => (part.kind === 'text' || part.kind === 'refusal' ? [part.text] : [])).join(between)

function writeContent(parts: readonly ContentPart[]): unknown {
  const only = parts.length === 1 ? parts[0] : undefined
  return only?.kind === 'text' ? only.text : parts.map(writePart)
}

const writeCall = (part: CallPart): Json => ({
  id: idOf(part.id),
  type: 'function',
  function: { name: part.name, arguments: part.input },
})

function writeAssistant(parts: readonly Part[]): Json[] {
  const calls = parts.filter((part) => part.kind === 'call').map(writeCall)
  const text = textOf(parts, '')
  if (text === '' && calls.length === 0) return []
  return [
    {
      role: 'assistant',
      content: text === '' ? null : text,
      ...thoughtsBack(parts),
      ...(calls.length > 0 ? { tool_calls: calls } : {}),
    },
  ]
}

const isContent = (part: Part): part is ContentPart =>
  part.kind === 'text' || part.kind === 'image' || part.kind === 'file' || part.kind === 'audio'

/** A tool's message holds text only: whatever else it gave follows in a message of the user's. */
function writeUser(parts: readonly Part[]): Json[] {
  const results = parts.filter((part): part is ResultPart => part.kind === 'result')
  const shown = results.flatMap((result) => result.parts.filter((part) => part.kind !== 'text'))
  const rest = [...shown, ...parts.filter(isContent)]
  return [
    ...results.map((result) => ({
      role: 'tool',
      tool_call_id: idOf(result.id),
      content: textOf(result.parts, '\n'),
    })),
    ...(rest.length > 0 ? [{ role: 'user', content: writeContent(rest) }] : []),
  ]
}

function writeTurn({ role, parts }: Turn): Json[] {
  if (role === 'assistant') return writeAssistant(parts)
  if (role === 'user') return writeUser(parts)
  const content = textOf(parts, '\n\n')
  return content === '' ? [] : [{ role: 'system', content }]
}

function writeTool(tool: Tool): Json {
  if (!/^[\w-]{1,64}$/.test(tool.name)) cannot(`${tool.at}.name`, 'names are 1–64 letters, digits, _ and -')
  return {
    type: 'function',
    function: defined({
      name: tool.name,
      description: tool.description,
      parameters: tool.schema,
      strict: tool.strict && strictable(tool.schema) ? true : undefined,
    }),
  }
}

function writeChoice(choice: ToolChoice | undefined): unknown {
  if (!choice) return undefined
  return choice.kind === 'tool' ? { type: 'function', function: { name: choice.name } } : choice.kind
}

function writeFormat(format: Format | undefined): unknown {
  if (!format) return undefined
  if (format.kind === 'json') return { type: 'json_object' }
  const { name = 'answer', description, schema, strict } = format
  return {
    type: 'json_schema',
    json_schema: defined({ name, description, schema, strict: strict ?? strictable(schema) }),
  }
}

export function writeRequest(talk: Talk, model: string): Record<string, unknown> {
  if (talk.stop && talk.stop.length > 4) cannot('stop_sequences', 'this provider takes no more than four')
  const tools = toolsAllowed(talk)
  const sampling = !refusesSampling(model)
  return defined({
    model,
    messages: talk.turns.flatMap(writeTurn),
    tools: tools.length > 0 ? tools.map(writeTool) : undefined,
    tool_choice: tools.length > 0 ? writeChoice(talk.choice) : undefined,
    parallel_tool_calls: tools.length > 0 ? talk.parallel : undefined,
    response_format: writeFormat(talk.format),
    reasoning_effort: takesEffort(model) ? effortOf(talk.reasoning) : undefined,
    max_completion_tokens: talk.maxTokens,
    temperature: sampling ? talk.temperature : undefined,
    top_p: sampling ? talk.topP : undefined,
    presence_penalty: sampling ? talk.presencePenalty : undefined,
    frequency_penalty: sampling ? talk.frequencyPenalty : undefined,
    seed: talk.seed,
    stop: talk.stop && talk.stop.length > 0 ? talk.stop : undefined,
    user: talk.user && talk.user.length <= 64 ? talk.user : undefined,
    stream: talk.stream ? true : undefined,
    stream_options: talk.stream ? { include_usage: true } : undefined,
  })
}
