import { cannot } from '../middle/cannot.ts'
import { asArray, asObject, asText, defined, type Json } from '../middle/json.ts'
import { budgetOf, effortOf } from '../middle/reasoning.ts'
import type { Format, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { toolsAllowed } from '../middle/tools.ts'
import { closedSchema } from './closed-schema.ts'
import { type Generation, generationOf } from './models.ts'
import { cacheControl, writeBlock } from './write-blocks.ts'

type Message = { readonly role: 'user' | 'assistant'; readonly content: Json[] }

/** Turns of one side become one message, so that all results stand together, before anything else. */
function writeTurns(turns: readonly Turn[]): Message[] {
  const messages: Message[] = []
  for (const { role, parts } of turns) {
    if (role === 'system') continue
    const content = parts.flatMap(writeBlock)
    const last = messages.at(-1)
    if (last?.role === role) last.content.push(...content)
    else messages.push({ role, content })
  }
  for (const { role, content } of messages)
    if (role === 'user') content.sort((a, b) => Number(b.type === 'tool_result') - Number(a.type === 'tool_result'))
  return trimmed(messages.filter(({ content }) => content.length > 0))
}

/** What the assistant is to go on with must not end in white space. */
function trimmed(messages: Message[]): Message[] {
  const last = messages.at(-1)
  const block = last?.role === 'assistant' ? last.content.at(-1) : undefined
  if (last && block?.type === 'text') last.content.splice(-1, 1, { ...block, text: asText(block.text).trimEnd() })
  return messages
}

function writeTool(tool: Tool): Json {
  if (!/^[\w-]{1,128}$/.test(tool.name)) cannot(`${tool.at}.name`, 'names are 1–128 letters, digits, _ and -')
  return {
    ...defined({ name: tool.name, description: tool.description, strict: tool.strict }),
    input_schema: { type: 'object', ...tool.schema },
    ...cacheControl(tool.cache),
  }
}

function writeChoice(choice: ToolChoice | undefined, parallel: boolean | undefined): Json | undefined {
  const more = parallel === false ? { disable_parallel_tool_use: true } : {}
  switch (choice?.kind) {
    case 'tool':
      return { type: 'tool', name: choice.name, ...more }
    case 'required':
      return { type: 'any', ...more }
    case 'none':
      return { type: 'none' }
    case 'auto':
    case undefined:
      return choice || parallel === false ? { type: 'auto', ...more } : undefined
  }
}

/** Whether the calls being answered were made without thoughts to give back: then there can be none now either. */
function thoughtless(messages: readonly Message[]): boolean {
  if (messages.at(-1)?.content[0]?.type !== 'tool_result') return false
  const first = asText(messages.at(-2)?.content[0]?.type)
  return first !== 'thinking' && first !== 'redacted_thinking'
}

function writeThinking(talk: Talk, generation: Generation, maxTokens: number, messages: readonly Message[]): Json {
  const { reasoning, choice } = talk
  if (!reasoning || generation.thinking === 'none') return {}
  const effort = effortOf(reasoning)
  if (effort === 'none') {
    if (generation.thinking === 'budget') return {}
    return generation.canRest ? { thinking: { type: 'disabled' } } : { effort: 'low' }
  }
  const forced = choice?.kind === 'tool' || choice?.kind === 'required'
  if (generation.thinking === 'adaptive') {
    const display = reasoning.shown === false ? 'omitted' : 'summarized'
    return {
      thinking: forced ? undefined : { type: 'adaptive', display },
      effort: effort === 'minimal' ? 'low' : effort,
    }
  }
  const wanted = budgetOf(reasoning) ?? -1
  const budget = Math.min(wanted < 0 ? 8192 : Math.max(1024, wanted), Math.floor(maxTokens / 2))
  if (forced || budget < 1024 || thoughtless(messages)) return {}
  return { thinking: { type: 'enabled', budget_tokens: budget } }
}

function sampling(talk: Talk, generation: Generation, thinking: boolean): Json {
  if (!generation.sampling || thinking) return {}
  const temperature = talk.temperature === undefined ? undefined : Math.min(1, Math.max(0, talk.temperature))
  return { temperature, top_p: temperature === undefined ? talk.topP : undefined, top_k: talk.topK }
}

const SAY_JSON = 'Answer with one JSON value and nothing else: no explanation, no code fence.'

/** Where the provider can't be held to a format, the model is asked for it. */
function askFor(format: Format | undefined, generation: Generation): Json[] {
  if (!format || (format.kind === 'schema' && generation.formats)) return []
  const schema = format.kind === 'schema' ? ` It has to fit this JSON Schema:\n${JSON.stringify(format.schema)}` : ''
  return [{ type: 'text', text: `${SAY_JSON}${schema}` }]
}

export function writeRequest(talk: Talk, model: string): Record<string, unknown> {
  const generation = generationOf(model)
  const messages = writeTurns(talk.turns)
  const maxTokens = talk.maxTokens ?? generation.maxTokens
  const { thinking, effort } = writeThinking(talk, generation, maxTokens, messages)
  const tools = toolsAllowed(talk)
  const { format } = talk
  const schema = format?.kind === 'schema' && generation.formats ? closedSchema(format.schema) : undefined
  const output = defined({ effort, format: schema && { type: 'json_schema', schema } })
  const system = [
    ...talk.turns.flatMap(({ role, parts }) => (role === 'system' ? parts.flatMap(writeBlock) : [])),
    ...askFor(format, generation),
  ]
  return defined({
    model,
    max_tokens: maxTokens,
    system: system.length > 0 ? system : undefined,
    messages,
    tools: tools.length > 0 ? tools.map(writeTool) : undefined,
    tool_choice: tools.length > 0 ? writeChoice(talk.choice, talk.parallel) : undefined,
    thinking,
    output_config: Object.keys(asObject(output)).length > 0 ? output : undefined,
    ...sampling(talk, generation, thinking !== undefined),
    stop_sequences: stops(asArray(talk.stop)),
    metadata: talk.user ? { user_id: talk.user } : undefined,
    stream: talk.stream ? true : undefined,
  })
}

/** Stop sequences of white space alone are refused. */
function stops(all: readonly unknown[]): unknown {
  const some = all.filter((stop) => asText(stop).trim() !== '')
  return some.length > 0 ? some : undefined
}
