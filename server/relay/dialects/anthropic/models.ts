/** What differs between generations of Claude. */
export type Generation = {
  /** What is asked for where the client leaves it open, since Anthropic wants a number. */
  readonly maxTokens: number
  readonly sampling: boolean
  /** How it is told to think: by effort, in tokens, not at all. */
  readonly thinking: 'adaptive' | 'budget' | 'none'
  /** Whether thinking can be turned off. */
  readonly canRest: boolean
  readonly formats: boolean
}

const modern: Generation = { maxTokens: 32_000, sampling: false, thinking: 'adaptive', canRest: true, formats: true }

const older: Generation = { maxTokens: 32_000, sampling: true, thinking: 'budget', canRest: true, formats: true }
const oldest: Generation = { maxTokens: 4096, sampling: true, thinking: 'none', canRest: true, formats: false }

const generations: readonly (readonly [RegExp, Generation])[] = [
  [/claude-3-7/, { ...older, formats: false }],
  [/claude-3-5/, { ...oldest, maxTokens: 8192 }],
  [/claude-(instant|v?2|3-)/, oldest],
  [/claude-(sonnet|opus)-4-6/, { ...modern, sampling: true }],
  [/claude-((sonnet|opus|haiku)-4-5|opus-4-1)/, older],
  [/claude-(sonnet|opus)-4(@|$|-(?![6-9]))/, { ...older, formats: false }],
  [/claude-((sonnet|opus)-5-5|fable-5)/, { ...modern, canRest: false }],
  [/claude-/, modern],
]

/** Models of others behind Anthropic's dialect keep to what it was first. */
const others: Generation = { maxTokens: 32_000, sampling: true, thinking: 'budget', canRest: true, formats: false }

export function generationOf(model: string): Generation {
  const found = generations.find(([name]) => name.test(model))
  return found ? found[1] : others
}
