import { noUsage, type Usage } from '../../../billing/index.ts'
import type { Json } from '../middle/json.ts'

/** Gemini's prompt holds what was cached, its candidates don't hold what was thought. */
export function writeUsage(told: Partial<Usage>): Json {
  const used = { ...noUsage, ...told }
  const prompt = used.input + used.cachedInput + used.cacheWrite + used.cacheWriteLong + used.audioInput
  const candidates = used.output + used.audioOutput
  return {
    promptTokenCount: prompt,
    candidatesTokenCount: candidates,
    totalTokenCount: prompt + candidates + used.reasoning,
    ...(used.cachedInput > 0 ? { cachedContentTokenCount: used.cachedInput } : {}),
    ...(used.reasoning > 0 ? { thoughtsTokenCount: used.reasoning } : {}),
  }
}
