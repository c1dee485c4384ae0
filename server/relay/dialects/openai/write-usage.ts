import { noUsage, type Usage } from '../../../billing/index.ts'
import type { Json } from '../middle/json.ts'

/** OpenAI's prompt holds what was cached, its completion what was thought. */
export function writeUsage(told: Partial<Usage>): Json {
  const used = { ...noUsage, ...told }
  const written = used.cacheWrite + used.cacheWriteLong
  const prompt = used.input + used.cachedInput + written + used.audioInput
  const completion = used.output + used.reasoning + used.audioOutput
  return {
    prompt_tokens: prompt,
    completion_tokens: completion,
    total_tokens: prompt + completion,
    prompt_tokens_details: {
      cached_tokens: used.cachedInput,
      audio_tokens: used.audioInput,
      ...(written > 0 ? { cache_write_tokens: written } : {}),
    },
    completion_tokens_details: { reasoning_tokens: used.reasoning, audio_tokens: used.audioOutput },
  }
}
