import { cannot } from '../middle/cannot.ts'
import { asArray, asNumber, asObject, asText, isObject, type Json, said } from '../middle/json.ts'
import { asEffort } from '../middle/reasoning.ts'
import type { Format, Part, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { readContent, readSpoken } from './read-parts.ts'
import { sealOfCall, withThoughts } from './thoughts.ts'

function readCalls(message: Json, at: string): Part[] {
  if (message.function_call) cannot(`${at}.function_call`, 'function_call is outdated: use tool_calls')
  return asArray(message.tool_calls).flatMap((value, i): Part[] => {
    const call = asObject(value)
    const field = `${at}.tool_calls[${i}]`
    if (call.type === 'custom') cannot(field, "calls of custom tools can't be translated")
    const { name, arguments: input } = asObject(call.function)
    const seal = sealOfCall(call)
    const part: Part = {
      kind: 'call',
      at: field,
      id: asText(call.id),
      name: asText(name),
      input: asText(input) || '{}',
    }
    return seal ? [{ kind: 'thinking', text: '', seal }, part] : [part]
  })
}

function readTurn(value: unknown, at: string): Turn {
  const message = asObject(value)
  switch (message.role) {
    case 'system':
    case 'developer':
      return { role: 'system', parts: readContent(message.content, `${at}.content`) }
    case 'user':
      return { role: 'user', parts: readContent(message.content, `${at}.content`) }
    case 'tool':
      return {
        role: 'user',
        parts: [
          {
            kind: 'result',
            at,
            id: asText(message.tool_call_id),
            parts: readContent(message.content, `${at}.content`),
          },
        ],
      }
    case 'assistant': {
      const refusal = said(message.refusal)
      const spoken = readSpoken(message.content, `${at}.content`)
      if (refusal) spoken.push({ kind: 'refusal', text: refusal })
      return { role: 'assistant', parts: withThoughts(message, [...spoken, ...readCalls(message, at)]) }
    }
    default:
      return cannot(`${at}.role`, `messages of role ${JSON.stringify(message.role)} can't be translated`)
  }
}

function readTool(value: unknown, i: number): Tool {
  const tool = asObject(value)
  const at = `tools[${i}]`
  if (tool.type !== 'function') cannot(`${at}.type`, `tools of type ${JSON.stringify(tool.type)} can't be translated`)
  const { name, description, parameters, strict } = asObject(tool.function)
  return {
    at,
    name: asText(name),
    description: said(description),
    schema: isObject(parameters) ? { ...parameters } : undefined,
    strict: strict === true ? true : undefined,
    cache: tool.cache_control ? { long: false } : undefined,
  }
}

function readChoice(value: unknown): ToolChoice | undefined {
  if (value === 'auto' || value === 'required' || value === 'none') return { kind: value }
  const choice = asObject(value)
  if (choice.type === 'function') return { kind: 'tool', name: asText(asObject(choice.function).name) }
  if (choice.type === 'allowed_tools') {
    const { mode, tools } = asObject(choice.allowed_tools)
    const only = asArray(tools).map((tool) => asText(asObject(asObject(tool).function).name))
    return { kind: mode === 'required' ? 'required' : 'auto', only }
  }
  return value === undefined || value === null ? undefined : cannot('tool_choice', "this choice can't be translated")
}

function readFormat(value: unknown): Format | undefined {
  const format = asObject(value)
  if (format.type === 'json_object') return { kind: 'json' }
  if (format.type !== 'json_schema') return undefined
  const { name, description, schema, strict } = asObject(format.json_schema)
  return {
    kind: 'schema',
    schema: { ...asObject(schema) },
    name: said(name),
    description: said(description),
    strict: strict === true ? true : undefined,
  }
}

/** What would be silently wrong if it were left out. */
function refuse(request: Json): void {
  if ((asNumber(request.n) ?? 1) > 1) cannot('n', 'only one choice can be had from this provider')
  if (request.logprobs === true) cannot('logprobs', 'this provider tells no log probabilities')
  if (Object.keys(asObject(request.logit_bias)).length > 0) cannot('logit_bias', 'this provider takes no logit_bias')
  if (asArray(request.modalities).includes('audio')) cannot('modalities', 'this provider answers no audio')
  if (request.web_search_options) cannot('web_search_options', 'this provider has no such search')
  if (request.functions) cannot('functions', 'functions are outdated: use tools')
}

export function readRequest(request: Json, model: string): Talk {
  refuse(request)
  const { stop } = request
  return {
    turns: asArray(request.messages).map((message, i) => readTurn(message, `messages[${i}]`)),
    tools: asArray(request.tools).map(readTool),
    choice: readChoice(request.tool_choice),
    parallel: request.parallel_tool_calls === false ? false : undefined,
    format: readFormat(request.response_format),
    reasoning: request.reasoning_effort ? { effort: asEffort(request.reasoning_effort), shown: true } : undefined,
    maxTokens: asNumber(request.max_completion_tokens) ?? asNumber(request.max_tokens),
    temperature: asNumber(request.temperature),
    topP: asNumber(request.top_p),
    topK: asNumber(request.top_k),
    stop: typeof stop === 'string' ? [stop] : asArray(stop).map(asText),
    seed: asNumber(request.seed),
    presencePenalty: asNumber(request.presence_penalty),
    frequencyPenalty: asNumber(request.frequency_penalty),
    user: said(request.safety_identifier) ?? said(request.user),
    stream: request.stream === true,
    model: said(request.model) ?? model,
    includeUsage: asObject(request.stream_options).include_usage === true,
  }
}
