import { cannot } from '../middle/cannot.ts'
import { asArray, asNumber, asObject, asText, isObject, type Json, said } from '../middle/json.ts'
import { asEffort } from '../middle/reasoning.ts'
import type { Format, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { joinedName, nameIn } from './namespaces.ts'
import { readItem } from './read-items.ts'

/** Items of one side in a row are one turn: calls that were made at once stand together. */
function readInput(input: unknown): Turn[] {
  if (typeof input === 'string') return [{ role: 'user', parts: [{ kind: 'text', at: 'input', text: input }] }]
  const turns: Turn[] = []
  for (const [i, value] of asArray(input).entries()) {
    const turn = readItem(asObject(value), `input[${i}]`)
    const last = turns.at(-1)
    if (last?.role === turn.role) turns.splice(-1, 1, { role: turn.role, parts: [...last.parts, ...turn.parts] })
    else turns.push(turn)
  }
  return turns
}

/** A custom tool takes one text; as a function it is the only argument. */
const custom = { type: 'object', properties: { input: { type: 'string' } }, required: ['input'] }

function readTool(value: unknown, at: string, namespace?: string): Tool {
  const tool = asObject(value)
  const name = joinedName(namespace, asText(tool.name))
  if (tool.type === 'custom') {
    const grammar = said(asObject(tool.format).definition)
    const description = [said(tool.description), grammar && `The input has to fit this grammar:\n${grammar}`]
    return {
      at,
      name,
      description: description.filter(Boolean).join('\n\n') || undefined,
      schema: custom,
      custom: true,
      namespace,
    }
  }
  if (tool.type !== 'function') cannot(`${at}.type`, `tools of type ${JSON.stringify(tool.type)} can't be translated`)
  return {
    at,
    name,
    description: said(tool.description),
    schema: isObject(tool.parameters) ? { ...tool.parameters } : undefined,
    strict: tool.strict === true ? true : undefined,
    namespace,
  }
}

/** A namespace is a group of tools: each of them becomes one of its own. */
function readTools(value: unknown, i: number): Tool[] {
  const { type, name, tools } = asObject(value)
  const at = `tools[${i}]`
  if (type !== 'namespace') return [readTool(value, at)]
  return asArray(tools).map((tool, n) => readTool(tool, `${at}.tools[${n}]`, asText(name)))
}

function readChoice(value: unknown): ToolChoice | undefined {
  if (value === 'auto' || value === 'required' || value === 'none') return { kind: value }
  const choice = asObject(value)
  if (choice.type === 'function' || choice.type === 'custom') return { kind: 'tool', name: nameIn(choice) }
  if (choice.type === 'allowed_tools') {
    const only = asArray(choice.tools).map((tool) => nameIn(asObject(tool)))
    return { kind: choice.mode === 'required' ? 'required' : 'auto', only }
  }
  return value === undefined || value === null ? undefined : cannot('tool_choice', "this choice can't be translated")
}

function readFormat(format: Json): Format | undefined {
  if (format.type === 'json_object') return { kind: 'json' }
  if (format.type !== 'json_schema') return undefined
  return {
    kind: 'schema',
    schema: { ...asObject(format.schema) },
    name: said(format.name),
    description: said(format.description),
    strict: format.strict === true ? true : undefined,
  }
}

/** What OpenAI would have to remember, and nobody else can. */
function refuse(request: Json): void {
  for (const field of ['previous_response_id', 'conversation', 'prompt'])
    if (request[field]) cannot(field, "the provider doesn't keep conversations: send all of it in input")
  if (request.background === true) cannot('background', 'this provider answers at once only')
  if ((asNumber(request.top_logprobs) ?? 0) > 0) cannot('top_logprobs', 'this provider tells no log probabilities')
}

export function readRequest(request: Json, model: string): Talk {
  refuse(request)
  const instructions = said(request.instructions)
  const turns = readInput(request.input)
  const reasoning = asObject(request.reasoning)
  return {
    turns: instructions ? [{ role: 'system', parts: [{ kind: 'text', text: instructions }] }, ...turns] : turns,
    tools: asArray(request.tools).flatMap(readTools),
    choice: readChoice(request.tool_choice),
    parallel: request.parallel_tool_calls === false ? false : undefined,
    format: readFormat(asObject(asObject(request.text).format)),
    reasoning: request.reasoning
      ? {
          effort: asEffort(reasoning.effort),
          budget: reasoning.effort ? undefined : -1,
          shown: Boolean(reasoning.summary),
        }
      : undefined,
    maxTokens: asNumber(request.max_output_tokens),
    temperature: asNumber(request.temperature),
    topP: asNumber(request.top_p),
    user: said(request.safety_identifier) ?? said(request.user),
    stream: request.stream === true,
    model: said(request.model) ?? model,
    includeUsage: true,
  }
}
