import { generationOf } from './anthropic/models.ts'
import type { Dialect } from './dialect.ts'

/** So many tokens an answer may have where its client sets no limit. */
export const usualAnswer = 32_000

/** Models that may write more than that when they are left alone, as their makers say. */
const ofOpenai = /^(gpt-(4\.1|[5-9])|o\d|codex-)/
const unbounded: Readonly<Partial<Record<Dialect, RegExp>>> = {
  openai: ofOpenai,
  responses: ofOpenai,
  gemini: /^gemini-(2\.5|[3-9])/,
}

/** What is held for an answer without a limit: what Anthropic is asked for, since it wants a number, or the usual. */
export const answerLimit = (dialect: Dialect, model: string): number =>
  dialect === 'anthropic' ? generationOf(model).maxTokens : usualAnswer

/** The member of a body that says the limit, where a model has to be told what was held. */
export function limitMember(dialect: Dialect, model: string): string | undefined {
  if (!unbounded[dialect]?.test(model)) return undefined
  if (dialect === 'gemini') return 'maxOutputTokens'
  return dialect === 'responses' ? 'max_output_tokens' : 'max_completion_tokens'
}

/** A body with that limit in it. */
export function withLimit(dialect: Dialect, model: string, body: Record<string, unknown>): Record<string, unknown> {
  const member = limitMember(dialect, model)
  if (member === undefined) return body
  if (dialect !== 'gemini') return { ...body, [member]: usualAnswer }
  const { generation_config: other, generationConfig = other, ...rest } = body
  return { ...rest, generationConfig: { ...(generationConfig as object | undefined), [member]: usualAnswer } }
}
