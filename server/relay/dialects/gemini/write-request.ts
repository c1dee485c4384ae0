import { cannot } from '../middle/cannot.ts'
import { defined, type Json } from '../middle/json.ts'
import { budgetOf, effortOf } from '../middle/reasoning.ts'
import type { Effort, Format, Talk, Tool, ToolChoice, Turn } from '../middle/talk.ts'
import { toolsAllowed } from '../middle/tools.ts'
import { writeModelParts, writeUserParts } from './write-parts.ts'

type Content = { readonly role: 'user' | 'model'; readonly parts: Json[] }

const isThird = (model: string): boolean => /gemini-([3-9]|\d\d)/.test(model)

function writeContents(turns: readonly Turn[], model: string): Content[] {
  const names = new Map<string, string>()
  const contents: Content[] = []
  for (const { role, parts } of turns) {
    if (role === 'system') continue
    for (const part of parts) if (part.kind === 'call') names.set(part.id, part.name)
    const written = role === 'assistant' ? writeModelParts(parts, isThird(model)) : writeUserParts(parts, names)
    const as = role === 'assistant' ? 'model' : 'user'
    const last = contents.at(-1)
    if (written.length === 0) continue
    if (last?.role === as) last.parts.push(...written)
    else contents.push({ role: as, parts: written })
  }
  return contents
}

function writeTool(tool: Tool): Json {
  if (!/^[A-Za-z_][\w.:-]{0,127}$/.test(tool.name))
    cannot(`${tool.at}.name`, 'names begin with a letter or _ and have no more than 128 letters, digits, _ . : -')
  return defined({ name: tool.name, description: tool.description, parametersJsonSchema: tool.schema })
}

function writeChoice(choice: ToolChoice): Json {
  switch (choice.kind) {
    case 'tool':
      return { mode: 'ANY', allowedFunctionNames: [choice.name] }
    case 'required':
      return defined({ mode: 'ANY', allowedFunctionNames: choice.only })
    case 'none':
      return { mode: 'NONE' }
    case 'auto':
      return { mode: 'AUTO' }
  }
}

function writeFormat(format: Format | undefined): Json {
  if (!format) return {}
  const type = { responseMimeType: 'application/json' }
  return format.kind === 'json' ? type : { ...type, responseJsonSchema: format.schema }
}

const LEVELS: Readonly<Record<Effort, string>> = {
  none: 'MINIMAL',
  minimal: 'MINIMAL',
  low: 'LOW',
  medium: 'MEDIUM',
  high: 'HIGH',
  xhigh: 'HIGH',
  max: 'HIGH',
}

/** Most that Gemini 2.5 may think, and least where it can't be turned off. */
const MOST = 24_576
const LEAST = 128

function writeThinking({ reasoning }: Talk, model: string): unknown {
  if (!reasoning) return undefined
  const shown = { includeThoughts: reasoning.shown !== false }
  const pro = model.includes('pro')
  if (isThird(model)) {
    const effort = effortOf(reasoning)
    const level = effort && LEVELS[effort]
    return defined({ ...shown, thinkingLevel: pro && level === 'MINIMAL' ? 'LOW' : level })
  }
  if (!/gemini-(2\.5|.*latest)/.test(model)) return undefined
  const budget = budgetOf(reasoning)
  if (budget === undefined || budget < 0) return { ...shown, thinkingBudget: -1 }
  return { ...shown, thinkingBudget: Math.min(MOST, pro ? Math.max(LEAST, budget) : budget) }
}

function writeConfig(talk: Talk, model: string): Json {
  if (talk.stop && talk.stop.length > 5) cannot('stop', 'this provider takes no more than five')
  return defined({
    maxOutputTokens: talk.maxTokens,
    temperature: talk.temperature,
    topP: talk.topP,
    topK: talk.topK,
    seed: talk.seed,
    presencePenalty: talk.presencePenalty,
    frequencyPenalty: talk.frequencyPenalty,
    stopSequences: talk.stop && talk.stop.length > 0 ? talk.stop : undefined,
    thinkingConfig: writeThinking(talk, model),
    ...writeFormat(talk.format),
  })
}

export function writeRequest(talk: Talk, model: string): Record<string, unknown> {
  const tools = toolsAllowed(talk)
  const system = talk.turns.flatMap(({ role, parts }) => (role === 'system' ? writeUserParts(parts, new Map()) : []))
  const config = writeConfig(talk, model)
  return defined({
    systemInstruction: system.length > 0 ? { parts: system } : undefined,
    contents: writeContents(talk.turns, model),
    tools: tools.length > 0 ? [{ functionDeclarations: tools.map(writeTool) }] : undefined,
    toolConfig: tools.length > 0 && talk.choice ? { functionCallingConfig: writeChoice(talk.choice) } : undefined,
    generationConfig: Object.keys(config).length > 0 ? config : undefined,
  })
}
