import { createHash } from 'node:crypto'

/** An answer that is no conversation. */
export type Plain = { readonly type: string; readonly body: string | Uint8Array }

const json = (value: unknown): Plain => ({ type: 'application/json', body: JSON.stringify(value) })
const size = (input: unknown) => Math.max(1, Math.ceil(JSON.stringify(input ?? '').length / 4))

/** The same numbers for the same text. */
function vector(text: string, dimensions: number): Float32Array {
  const seed = createHash('sha256').update(text).digest()
  return Float32Array.from({ length: dimensions }, (_, i) => ((seed[i % 32] ?? 0) - 128) / 1_024)
}

function embeddings({ model, input, encoding_format, dimensions }: Record<string, unknown>): Plain {
  const texts = Array.isArray(input) && typeof input[0] === 'string' ? (input as string[]) : [JSON.stringify(input)]
  const data = texts.map((text, index) => {
    const numbers = vector(text, typeof dimensions === 'number' ? dimensions : 64)
    const embedding = encoding_format === 'base64' ? Buffer.from(numbers.buffer).toString('base64') : [...numbers]
    return { object: 'embedding', index, embedding }
  })
  return json({ object: 'list', model, data, usage: { prompt_tokens: size(input), total_tokens: size(input) } })
}

const pixel = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

const images = ({ n }: Record<string, unknown>): Plain =>
  json({
    created: 1_700_000_000,
    data: Array.from({ length: typeof n === 'number' ? n : 1 }, () => ({ b64_json: pixel })),
    usage: {
      input_tokens: 8,
      output_tokens: 16,
      total_tokens: 24,
      input_tokens_details: { text_tokens: 8, image_tokens: 0 },
    },
  })

/** A tenth of a second of silence. */
function silence(): Buffer {
  const header = Buffer.alloc(44)
  header.write('RIFF', 0)
  header.writeUInt32LE(36 + 1_600, 4)
  header.write('WAVEfmt ', 8)
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(16_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36)
  header.writeUInt32LE(1_600, 40)
  return Buffer.concat([header, Buffer.alloc(1_600)])
}

const transcription = (): Plain =>
  json({ text: 'a simulated transcription', usage: { type: 'duration', seconds: 3 }, duration: 3 })

export const simulatedModels = ['sim-small', 'sim-large', 'sim-reasoning'] as const

const models = (): Plain =>
  json({
    object: 'list',
    data: simulatedModels.map((id) => ({ id, object: 'model', created: 1_700_000_000, owned_by: 'simulator' })),
  })

const completions = ({ model, prompt }: Record<string, unknown>): Plain =>
  json({
    id: 'cmpl-sim',
    object: 'text_completion',
    created: 1_700_000_000,
    model,
    choices: [{ index: 0, text: ` – ${String(prompt).slice(0, 100)}`, logprobs: null, finish_reason: 'stop' }],
    usage: { prompt_tokens: size(prompt), completion_tokens: 10, total_tokens: size(prompt) + 10 },
  })

const moderations = ({ model }: Record<string, unknown>): Plain =>
  json({ id: 'modr-sim', model, results: [{ flagged: false, categories: {}, category_scores: {} }] })

/** By the end of the path. Multipart bodies are taken and not looked at. */
export const others: Readonly<Record<string, (body: Record<string, unknown>) => Plain>> = {
  '/embeddings': embeddings,
  '/images/generations': images,
  '/images/edits': images,
  '/audio/transcriptions': transcription,
  '/audio/translations': transcription,
  '/audio/speech': () => ({ type: 'audio/wav', body: silence() }),
  '/models': models,
  '/completions': completions,
  '/moderations': moderations,
  '/messages/count_tokens': ({ messages, system }) => json({ input_tokens: size([messages, system]) }),
}
