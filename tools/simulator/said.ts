import type { Behaviour } from './behaviour.ts'
import { instanceOf } from './instance-of.ts'
import { answerTo } from './wits.ts'

export type Tool = { readonly name: string; readonly schema: unknown }
export type ToolCall = { readonly id: string; readonly name: string; readonly input: unknown }

/** What was asked, whatever the dialect. */
export type Asked = {
  readonly model: string
  /** Of the last message. */
  readonly text: string
  /** The last message answers tool calls. */
  readonly results: readonly string[]
  readonly tools: readonly Tool[]
  /** `any`: some tool has to be called; a name: that one. */
  readonly choice: 'auto' | 'none' | 'any' | { readonly name: string }
  /** The answer has to be JSON of this schema. */
  readonly schema?: unknown
  readonly reasoning: boolean
  readonly mostTokens?: number | undefined
  /** Characters of all that was sent. */
  readonly size: number
}

/** What the simulated model says: the same for the same question. */
export type Said = {
  readonly reasoning: string
  readonly text: string
  readonly calls: readonly ToolCall[]
  /** The text ran into the most tokens that were allowed. */
  readonly cut: boolean
  readonly usage: {
    readonly input: number
    readonly cached: number
    readonly output: number
    readonly reasoning: number
  }
}

const tokens = (characters: number) => Math.max(1, Math.ceil(characters / 4))

function callsFor({ tools, choice, text, results }: Asked, all: boolean, wits: boolean): ToolCall[] {
  if (choice === 'none' || results.length > 0) return []
  const named = typeof choice === 'object' ? tools.filter(({ name }) => name === choice.name) : []
  const mentioned = tools.filter(({ name }) => text.includes(name))
  const [first] = tools
  const called = all
    ? tools
    : named.length
      ? named
      : mentioned.length
        ? mentioned
        : choice === 'any' && first
          ? [first]
          : []
  return called.map(({ name, schema }, i) => ({
    id: `call_sim_${i}_${name}`,
    name,
    input: instanceOf(schema, wits ? text : ''),
  }))
}

function textFor({ model, text, results, schema }: Asked, { length, wits, accent }: Behaviour): string {
  if (schema !== undefined) return JSON.stringify(instanceOf(schema, wits ? text : ''))
  if (length > 0) return 'lorem ipsum dolor sit amet '.repeat(Math.ceil(length / 27)).slice(0, length)
  if (results.length > 0) return `The tools answered: ${results.join(' | ')}`
  if (/\bping\b/i.test(text)) return 'pong'
  const known = wits ? answerTo(text) : undefined
  if (known !== undefined) return known
  const quoted = text.length > 200 ? `${text.slice(0, 200)}…` : text
  return `${accent ? `With accent ${accent}, this` : 'This'} is ${model}, a simulated model. You said: “${quoted}” – grüße, 你好 👋`
}

export function say(asked: Asked, behaviour: Behaviour): Said {
  const { tools, reasoning: thinks, length, cached, wits } = behaviour
  const calls = callsFor(asked, tools, wits)
  const whole = calls.length > 0 && length === 0 ? '' : textFor(asked, behaviour)
  const most = (asked.mostTokens ?? Number.POSITIVE_INFINITY) * 4
  const text = [...whole].slice(0, most).join('')
  const reasoning = thinks || asked.reasoning ? 'The question is simple; the answer is made up.' : ''
  const spoken = calls.reduce((sum, { input }) => sum + JSON.stringify(input).length, text.length)
  return {
    reasoning,
    text,
    calls,
    cut: text.length < whole.length,
    usage: {
      input: tokens(asked.size),
      cached: Math.min(cached, tokens(asked.size)),
      output: tokens(spoken),
      reasoning: reasoning ? tokens(reasoning.length) : 0,
    },
  }
}

/** A text in pieces as a stream sends them: by words, or in so many. */
export function inPieces(text: string, count: number): string[] {
  if (count === 0) return text.match(/\S*\s*/g)?.filter(Boolean) ?? []
  const size = Math.max(1, Math.ceil(text.length / count))
  return Array.from({ length: Math.ceil(text.length / size) }, (_, i) => text.slice(i * size, (i + 1) * size))
}
