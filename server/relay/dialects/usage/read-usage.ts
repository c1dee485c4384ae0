import type { Usage } from '../../../billing/index.ts'
import type { ReadUsage } from '../dialect.ts'
import { asArray, asNumber, asObject, type Json } from '../middle/json.ts'

type Told = Partial<Usage>
type Draft = { -readonly [unit in keyof Usage]?: number }

const count = (value: unknown): number => Math.max(0, Math.trunc(asNumber(value) ?? 0))

/** Of images, speech and transcriptions, which have no tokens or more than tokens. */
function made(answer: Json, usage: Json, told: Draft): Draft {
  const images = asArray(answer.data).filter((item) => 'b64_json' in asObject(item) || 'url' in asObject(item)).length
  if (images > 0) told.images = images
  const seconds = asNumber(usage.seconds) ?? (usage.type === 'duration' ? asNumber(answer.duration) : undefined)
  if (seconds !== undefined) told.soundMs = Math.ceil(seconds * 1000)
  return told
}

/** Chat completions, responses, embeddings, transcriptions, images: the two families of names that OpenAI has. */
function openai(answer: Json): Told | undefined {
  const inner = asObject(answer.response)
  const first = asObject(asArray(answer.choices)[0])
  const usage = asObject(answer.usage ?? inner.usage ?? asObject(answer.x_groq).usage ?? first.usage)
  if (Object.keys(usage).length === 0) {
    const told = made(answer, usage, {})
    return Object.keys(told).length > 0 ? told : undefined
  }
  const ins = asObject(usage.prompt_tokens_details ?? usage.input_tokens_details ?? usage.input_token_details)
  const outs = asObject(usage.completion_tokens_details ?? usage.output_tokens_details ?? usage.output_token_details)
  const input = count(usage.prompt_tokens ?? usage.input_tokens)
  const output = count(usage.completion_tokens ?? usage.output_tokens)
  const cached = Math.min(input, count(ins.cached_tokens ?? usage.prompt_cache_hit_tokens ?? usage.cached_tokens))
  const written = Math.min(input - cached, count(ins.cache_write_tokens))
  const long = Math.min(written, count(asObject(ins.cache_write_tokens_details).ttl_12h_tokens))
  const heardBefore = count(asObject(ins.cached_tokens_details).audio_tokens)
  const heard = Math.min(input - cached - written, Math.max(0, count(ins.audio_tokens) - heardBefore))
  const spoken = Math.min(output, count(outs.audio_tokens))
  // Some count what was thought in the total only, neither in the prompt nor in the completion.
  const beside = Math.max(0, count(usage.total_tokens) - input - output)
  const thought = beside > 0 ? 0 : Math.min(output - spoken, count(outs.reasoning_tokens))
  return made(answer, usage, {
    input: input - cached - written - heard,
    cachedInput: cached,
    cacheWrite: written - long,
    cacheWriteLong: long,
    audioInput: heard,
    output: output - thought - spoken,
    reasoning: thought + beside,
    audioOutput: spoken,
  })
}

/**
 * `before` says what of a cache that was written lasts long, which the end of a stream doesn't repeat. Its counts only grow,
 * so a zero there, as some who speak this dialect write, takes nothing back.
 */
function anthropic(answer: Json, before: Told | undefined): Told | undefined {
  const usage = asObject(answer.usage ?? asObject(answer.message).usage)
  const told: Draft = {}
  if (asNumber(usage.input_tokens) !== undefined) told.input = Math.max(before?.input ?? 0, count(usage.input_tokens))
  if (asNumber(usage.cache_read_input_tokens) !== undefined)
    told.cachedInput = Math.max(before?.cachedInput ?? 0, count(usage.cache_read_input_tokens))
  if (asNumber(usage.cache_creation_input_tokens) !== undefined) {
    const written = count(usage.cache_creation_input_tokens)
    const long = asNumber(asObject(usage.cache_creation).ephemeral_1h_input_tokens) ?? before?.cacheWriteLong ?? 0
    told.cacheWriteLong = Math.min(written, long)
    told.cacheWrite = written - told.cacheWriteLong
  }
  if (asNumber(usage.output_tokens) !== undefined) {
    const output = count(usage.output_tokens)
    told.reasoning = Math.min(output, count(asObject(usage.output_tokens_details).thinking_tokens))
    told.output = output - told.reasoning
  }
  return Object.keys(told).length > 0 ? told : undefined
}

const ofKind = (details: unknown, kind: string): number => {
  let tokens = 0
  for (const detail of asArray(details)) {
    const { modality, tokenCount } = asObject(detail)
    if (modality === kind) tokens += count(tokenCount)
  }
  return tokens
}

function gemini(answer: Json): Told | undefined {
  const usage = asObject(answer.usageMetadata)
  if (Object.keys(usage).length === 0) return undefined
  const input = count(usage.promptTokenCount) + count(usage.toolUsePromptTokenCount)
  const output = count(usage.candidatesTokenCount)
  const cached = Math.min(input, count(usage.cachedContentTokenCount))
  const heard = Math.min(
    input - cached,
    Math.max(0, ofKind(usage.promptTokensDetails, 'AUDIO') - ofKind(usage.cacheTokensDetails, 'AUDIO')),
  )
  const spoken = Math.min(output, ofKind(usage.candidatesTokensDetails, 'AUDIO'))
  return {
    input: input - cached - heard,
    cachedInput: cached,
    audioInput: heard,
    output: output - spoken,
    reasoning: count(usage.thoughtsTokenCount),
    audioOutput: spoken,
  }
}

/**
 * What was used, told from a whole answer or from one event of a stream; with what was told before, both together.
 * `undefined` where nothing was told yet.
 */
export const readUsage: ReadUsage = (dialect, answer, before) => {
  const json = asObject(answer)
  const told = dialect === 'anthropic' ? anthropic(json, before) : dialect === 'gemini' ? gemini(json) : openai(json)
  return told && before ? { ...before, ...told } : (told ?? before)
}
