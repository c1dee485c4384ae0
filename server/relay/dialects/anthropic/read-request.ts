import { cannot } from '../middle/cannot.ts'
import { asArray, asNumber, asObject, asText, isObject, type Json, said } from '../middle/json.ts'
import { asEffort } from '../middle/reasoning.ts'
import type { Format, Reasoning, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { cacheOf, readBlocks, readContent } from './read-blocks.ts'

function readTurn(value: unknown, at: string): Turn {
  const { role, content } = asObject(value)
  if (role !== 'user' && role !== 'assistant' && role !== 'system')
    return cannot(`${at}.role`, `messages of role ${JSON.stringify(role)} can't be translated`)
  return { role, parts: readBlocks(content, `${at}.content`) }
}

function readTool(value: unknown, i: number): Tool {
  const tool = asObject(value)
  const at = `tools[${i}]`
  if (tool.type && tool.type !== 'custom')
    cannot(`${at}.type`, `tools of type ${JSON.stringify(tool.type)} can't be translated`)
  return {
    at,
    name: asText(tool.name),
    description: said(tool.description),
    schema: isObject(tool.input_schema) ? { ...tool.input_schema } : undefined,
    strict: tool.strict === true ? true : undefined,
    cache: cacheOf(tool),
  }
}

function readChoice(choice: Json): ToolChoice | undefined {
  switch (choice.type) {
    case 'auto':
    case 'none':
      return { kind: choice.type }
    case 'any':
      return { kind: 'required' }
    case 'tool':
      return { kind: 'tool', name: asText(choice.name) }
    default:
      return undefined
  }
}

function readReasoning(thinking: Json, effort: unknown): Reasoning | undefined {
  const asked = asEffort(effort)
  const shown = thinking.display !== 'omitted'
  switch (thinking.type) {
    case 'disabled':
      return { effort: 'none' }
    case 'between_tools':
      return { effort: 'low', shown }
    case 'adaptive':
      return { effort: asked, budget: asked ? undefined : -1, shown }
    case 'enabled':
      return { effort: asked, budget: asNumber(thinking.budget_tokens), shown }
    default:
      return asked ? { effort: asked } : undefined
  }
}

function readFormat(format: Json): Format | undefined {
  return format.type === 'json_schema' ? { kind: 'schema', schema: { ...asObject(format.schema) } } : undefined
}

/** What runs at Anthropic and nowhere else. */
function refuse(request: Json): void {
  if (asArray(request.mcp_servers).length > 0) cannot('mcp_servers', 'this provider calls no MCP servers')
  if (request.container) cannot('container', 'this provider has no containers')
}

export function readRequest(request: Json, model: string): Talk {
  refuse(request)
  const system = readContent(request.system, 'system')
  const output = asObject(request.output_config)
  const choice = asObject(request.tool_choice)
  const turns = asArray(request.messages).map((message, i) => readTurn(message, `messages[${i}]`))
  return {
    turns: system.length > 0 ? [{ role: 'system', parts: system }, ...turns] : turns,
    tools: asArray(request.tools).map(readTool),
    choice: readChoice(choice),
    parallel: choice.disable_parallel_tool_use === true ? false : undefined,
    format: readFormat(asObject(output.format)),
    reasoning: readReasoning(asObject(request.thinking), output.effort),
    maxTokens: asNumber(request.max_tokens),
    temperature: asNumber(request.temperature),
    topP: asNumber(request.top_p),
    topK: asNumber(request.top_k),
    stop: asArray(request.stop_sequences).map(asText),
    user: said(asObject(request.metadata).user_id),
    stream: request.stream === true,
    model: said(request.model) ?? model,
    includeUsage: true,
  }
}
