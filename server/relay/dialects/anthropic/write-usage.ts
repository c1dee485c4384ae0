import { noUsage, type Usage } from '../../../billing/index.ts'
import type { Json } from '../middle/json.ts'

/** What a stream's end repeats. */
export function writeCounts(told: Partial<Usage>): Json {
  const used = { ...noUsage, ...told }
  return {
    input_tokens: used.input + used.audioInput,
    cache_creation_input_tokens: used.cacheWrite + used.cacheWriteLong,
    cache_read_input_tokens: used.cachedInput,
    output_tokens: used.output + used.reasoning + used.audioOutput,
    output_tokens_details: used.reasoning > 0 ? { thinking_tokens: used.reasoning } : null,
    server_tool_use: null,
  }
}

/** Anthropic's input leaves out what its cache held or took. */
export function writeUsage(told: Partial<Usage>): Json {
  const { cacheWrite = 0, cacheWriteLong = 0 } = told
  return {
    ...writeCounts(told),
    cache_creation: { ephemeral_5m_input_tokens: cacheWrite, ephemeral_1h_input_tokens: cacheWriteLong },
    inference_geo: null,
    service_tier: null,
    speed: null,
  }
}
