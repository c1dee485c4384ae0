import type { Effort, Reasoning } from './talk.ts'

const BUDGETS: Readonly<Record<Effort, number>> = {
  none: 0,
  minimal: 1024,
  low: 4096,
  medium: 8192,
  high: 16_384,
  xhigh: 32_768,
  max: 65_536,
}

export const efforts = Object.keys(BUDGETS) as readonly Effort[]

/** How hard to think, where it was said in tokens. `undefined`: as the model likes. */
export function effortOf(reasoning: Reasoning | undefined): Effort | undefined {
  if (reasoning?.effort !== undefined) return reasoning.effort
  const budget = reasoning?.budget
  if (budget === undefined || budget < 0) return undefined
  return efforts.find((effort) => budget <= BUDGETS[effort]) ?? 'max'
}

/** How many tokens to think, where it was said in words. */
export function budgetOf(reasoning: Reasoning | undefined): number | undefined {
  if (reasoning?.budget !== undefined) return reasoning.budget
  return reasoning?.effort === undefined ? undefined : BUDGETS[reasoning.effort]
}

export const asEffort = (value: unknown): Effort | undefined => efforts.find((effort) => effort === value)

/** Models behind OpenAI's dialect that take an effort; the others refuse it. */
const thinks =
  /(^|\/)(o\d|gpt-([5-9]|\d\d|oss)|grok-([4-9]|3-mini)|deepseek-(r\d|reasoner|v3\.[1-9]|v[4-9])|qwen[3-9]|qwq|magistral|gemini-(2\.5|[3-9])|claude|glm-(4\.[5-9]|[5-9])|kimi-k)/i
export const takesEffort = (model: string): boolean => thinks.test(model) && !/-chat(-|$)|-image|-audio/i.test(model)

/** OpenAI's own thinking models, which refuse a temperature. */
export const refusesSampling = (model: string): boolean =>
  /(^|\/)(o\d|gpt-([5-9]|\d\d))/i.test(model) && !/-chat(-|$)/i.test(model)
