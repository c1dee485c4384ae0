import { anthropic } from './anthropic/codec.ts'
import type { Dialect, StreamTranslation, Translation } from './dialect.ts'
import { gemini } from './gemini/codec.ts'
import { Bridge } from './middle/bridge.ts'
import type { Codec } from './middle/codec.ts'
import { StreamCut } from './middle/failure.ts'
import { asObject } from './middle/json.ts'
import { unsealed } from './middle/unsealed.ts'
import { openai } from './openai/codec.ts'
import { responses } from './responses/codec.ts'

const codecs: Record<Dialect, Codec> = { openai, responses, anthropic, gemini }

/** A stream to a client of the provider's own dialect: as it came, and watched for its end. */
function passing(codec: Codec): StreamTranslation {
  const reader = codec.readStream()
  return {
    push({ event, data }) {
      reader.push({ event, data }, () => {})
      return `${event ? `event: ${event}\n` : ''}data: ${data}\n\n`
    },
    end() {
      if (!reader.ended) throw new StreamCut()
      return ''
    },
    fail: (status, message) => codec.writeStream(codec.readRequest({}, '')).fail(status, message),
  }
}

/**
 * From the dialect of a client to that of a provider and back. `stream`: where the request doesn't say it, as in Gemini's.
 * For one and the same dialect only the model changes, and signatures that another dialect left in the request go.
 */
export function translate(from: Dialect, to: Dialect, request: unknown, model: string, stream?: boolean): Translation {
  const client = codecs[from]
  const provider = codecs[to]
  if (from === to)
    return {
      body: { ...unsealed(from, asObject(request)), ...(from === 'gemini' ? {} : { model }) },
      whole: (answer) => answer,
      stream: () => passing(client),
    }
  const read = client.readRequest(asObject(request), model)
  const talk = stream === undefined ? read : { ...read, stream }
  return {
    body: provider.writeRequest(talk, model),
    whole: (answer) => client.writeAnswer(provider.readAnswer(asObject(answer)), talk),
    stream: () => new Bridge(provider.readStream(), client.writeStream(talk)),
  }
}
