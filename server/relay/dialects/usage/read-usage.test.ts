import { extractUsage, findProvider } from '@pydantic/genai-prices'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { noUsage, type Usage } from '../../../billing/index.ts'
import { anthropicAnswer, anthropicTools, geminiAnswer, openaiAnswer, responsesAnswer } from '../testing/streams.ts'
import { readUsage } from './read-usage.ts'

type Counts = Record<string, number | undefined>

/** What an independent reader of the same answers makes of them. */
function theirs(provider: string, flavor: string, answer: object): Counts {
  const found = findProvider({ providerId: provider })
  if (!found) throw new Error(`no provider ${provider}`)
  return extractUsage(found, { model: 'm', ...answer }, flavor).usage
}

function expectAgreement(ours: Partial<Usage> | undefined, them: Counts): void {
  const used = { ...noUsage, ...ours }
  const written = used.cacheWrite + used.cacheWriteLong
  expect({
    input: used.input + used.cachedInput + written + used.audioInput,
    cached: used.cachedInput,
    written,
    audio: used.audioInput,
    output: used.output + used.reasoning + used.audioOutput,
    reasoning: used.reasoning,
    spoken: used.audioOutput,
  }).toEqual({
    input: them.input_tokens ?? 0,
    cached: them.cache_read_tokens ?? 0,
    written: them.cache_write_tokens ?? 0,
    audio: (them.input_audio_tokens ?? 0) - (them.cache_audio_read_tokens ?? 0),
    output: them.output_tokens ?? 0,
    reasoning: them.output_reasoning_tokens ?? 0,
    spoken: them.output_audio_tokens ?? 0,
  })
  for (const amount of Object.values(used)) expect(amount).toBeGreaterThanOrEqual(0)
}

const few = fc.nat(1000)
/** Parts that make a whole, since no provider reports more of a kind than of all. */
const parts = fc.tuple(few, few, few, few, few, few, few)

describe('agrees with an independent reader', () => {
  test('chat completions', () => {
    fc.assert(
      fc.property(parts, fc.boolean(), ([plain, cached, written, audio, out, thought, spoken], counted) => {
        const usage = {
          prompt_tokens: plain + cached + written + audio,
          completion_tokens: out + thought + spoken,
          ...(counted ? { total_tokens: plain + cached + written + audio + out + thought + spoken } : {}),
          prompt_tokens_details: { cached_tokens: cached, cache_write_tokens: written, audio_tokens: audio },
          completion_tokens_details: { reasoning_tokens: thought, audio_tokens: spoken },
        }
        expectAgreement(readUsage('openai', { usage }), theirs('openai', 'chat', { usage }))
      }),
    )
  })

  test('thoughts beside the completion, as xAI counts them', () => {
    fc.assert(
      fc.property(few, few, few, (input, output, thought) => {
        const usage = {
          prompt_tokens: input,
          completion_tokens: output,
          total_tokens: input + output + thought,
          completion_tokens_details: { reasoning_tokens: thought },
        }
        expectAgreement(readUsage('openai', { usage }), theirs('x-ai', 'chat', { usage }))
      }),
    )
  })

  test('responses', () => {
    fc.assert(
      fc.property(parts, ([plain, cached, written, , out, thought]) => {
        const usage = {
          input_tokens: plain + cached + written,
          input_tokens_details: { cached_tokens: cached, cache_write_tokens: written },
          output_tokens: out + thought,
          output_tokens_details: { reasoning_tokens: thought },
          total_tokens: plain + cached + written + out + thought,
        }
        expectAgreement(readUsage('responses', { usage }), theirs('openai', 'responses', { usage }))
        expectAgreement(readUsage('responses', { response: { usage } }), theirs('openai', 'responses', { usage }))
      }),
    )
  })

  test('messages', () => {
    fc.assert(
      fc.property(parts, ([plain, cached, short, long, out, thought]) => {
        const usage = {
          input_tokens: plain,
          cache_read_input_tokens: cached,
          cache_creation_input_tokens: short + long,
          cache_creation: { ephemeral_5m_input_tokens: short, ephemeral_1h_input_tokens: long },
          output_tokens: out + thought,
          output_tokens_details: { thinking_tokens: thought },
        }
        expectAgreement(readUsage('anthropic', { usage }), theirs('anthropic', 'default', { usage }))
        expect(readUsage('anthropic', { usage })).toMatchObject({ cacheWrite: short, cacheWriteLong: long })
      }),
    )
  })

  test('generateContent', () => {
    fc.assert(
      fc.property(parts, ([plain, cached, tools, audio, out, thought, spoken]) => {
        const usageMetadata = {
          promptTokenCount: plain + cached + audio,
          cachedContentTokenCount: cached,
          toolUsePromptTokenCount: tools,
          promptTokensDetails: [
            { modality: 'TEXT', tokenCount: plain + cached },
            { modality: 'AUDIO', tokenCount: audio },
          ],
          candidatesTokenCount: out + spoken,
          candidatesTokensDetails: [{ modality: 'AUDIO', tokenCount: spoken }],
          thoughtsTokenCount: thought,
        }
        expectAgreement(readUsage('gemini', { usageMetadata }), theirs('google', 'default', { usageMetadata }))
      }),
    )
  })

  test('answers as they are', () => {
    expectAgreement(readUsage('openai', openaiAnswer), theirs('openai', 'chat', openaiAnswer))
    expectAgreement(readUsage('responses', responsesAnswer), theirs('openai', 'responses', responsesAnswer))
    expectAgreement(readUsage('anthropic', anthropicAnswer), theirs('anthropic', 'default', anthropicAnswer))
    expectAgreement(readUsage('gemini', geminiAnswer), theirs('google', 'default', geminiAnswer))
  })
})

test("the end of a message's stream replaces, and keeps what only its beginning told", () => {
  let told: Partial<Usage> | undefined
  for (const event of anthropicTools) told = readUsage('anthropic', event, told)
  expect(told).toEqual({
    input: 56,
    cachedInput: 64,
    cacheWrite: 20,
    cacheWriteLong: 10,
    output: 32,
    reasoning: 16,
  })
})

test('a zero at the end takes nothing back, a number that comes only there counts', () => {
  const start = { message: { usage: { input_tokens: 9, cache_read_input_tokens: 3, output_tokens: 1 } } }
  const end = { usage: { input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 5 } }
  expect(readUsage('anthropic', end, readUsage('anthropic', start))).toMatchObject({
    input: 9,
    cachedInput: 3,
    output: 5,
  })
  const late = { usage: { input_tokens: 9, output_tokens: 5 } }
  const empty = { message: { usage: { input_tokens: 0, output_tokens: 0 } } }
  expect(readUsage('anthropic', late, readUsage('anthropic', empty))).toMatchObject({ input: 9, output: 5 })
})

test('cached tokens by the names of others', () => {
  expect(readUsage('openai', { usage: { prompt_tokens: 9, prompt_cache_hit_tokens: 4 } })).toMatchObject({
    input: 5,
    cachedInput: 4,
  })
  expect(readUsage('openai', { x_groq: { usage: { prompt_tokens: 9, completion_tokens: 2 } } })).toMatchObject({
    input: 9,
    output: 2,
  })
  expect(readUsage('openai', { choices: [{ usage: { prompt_tokens: 9, cached_tokens: 3 } }] })).toMatchObject({
    input: 6,
    cachedInput: 3,
  })
})

test('what has no tokens', () => {
  expect(readUsage('openai', { data: [{ url: 'a' }, { b64_json: 'b' }] })).toEqual({ images: 2 })
  expect(readUsage('openai', { text: 'a', usage: { type: 'duration', seconds: 2.5 } })).toMatchObject({ soundMs: 2500 })
  expect(readUsage('openai', { usage: { prompt_tokens: 7, total_tokens: 7 } })).toMatchObject({ input: 7, output: 0 })
})

test('nothing told is nothing', () => {
  expect(readUsage('openai', { choices: [], usage: null })).toBeUndefined()
  expect(readUsage('anthropic', { type: 'content_block_delta' })).toBeUndefined()
  expect(readUsage('gemini', {})).toBeUndefined()
  expect(readUsage('openai', 'no object')).toBeUndefined()
})

test('nonsense never becomes a negative amount or none at all', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.constantFrom('prompt_tokens', 'completion_tokens', 'total_tokens'), fc.anything()),
      (usage) => {
        for (const amount of Object.values(
          readUsage('openai', { usage: { ...usage, prompt_tokens_details: { cached_tokens: 99 } } }) ?? {},
        ))
          expect(amount).toBeGreaterThanOrEqual(0)
      },
    ),
  )
})
