import { noUsage, type Usage } from '../../../billing/index.ts'
import type { Json } from '../middle/json.ts'

export function writeUsage(told: Partial<Usage>): Json {
  const used = { ...noUsage, ...told }
  const written = used.cacheWrite + used.cacheWriteLong
  const input = used.input + used.cachedInput + written + used.audioInput
  const output = used.output + used.reasoning + used.audioOutput
  return {
    input_tokens: input,
    input_tokens_details: { cached_tokens: used.cachedInput, cache_write_tokens: written },
    output_tokens: output,
    output_tokens_details: { reasoning_tokens: used.reasoning },
    total_tokens: input + output,
  }
}
