import { anthropic } from './anthropic/codec.ts'
import type { Dialect, StreamTranslation, Translate } from './dialect.ts'
import { withoutCredentials } from './errors/translate-error.ts'
import { gemini } from './gemini/codec.ts'
import { Bridge } from './middle/bridge.ts'
import type { Codec } from './middle/codec.ts'
import { StreamCut, UpstreamError } from './middle/failure.ts'
import { asObject } from './middle/json.ts'
import type { Talk } from './middle/talk.ts'
import { unsealed } from './middle/unsealed.ts'
import { openai } from './openai/codec.ts'
import { responses } from './responses/codec.ts'
import { createTail } from './stream/tail.ts'

const codecs: Record<Dialect, Codec> = { openai, responses, anthropic, gemini }

const nothing: Talk = { turns: [], tools: [], stream: true, model: '', includeUsage: false }

/** A stream to a client of the provider's own dialect: as it came, and watched for its end. */
function passing(dialect: Dialect): StreamTranslation {
  const tail = createTail(dialect)
  return {
    push({ event, data }) {
      const text = `${event ? `event: ${event}\n` : ''}data: ${data}\n\n`
      tail.push(Buffer.from(text))
      if (tail.failed) throw new UpstreamError(502, 'The provider reported an error in its stream.')
      return text
    },
    end() {
      if (!tail.ended) throw new StreamCut()
      return ''
    },
    fail: (status, message) => codecs[dialect].writeStream(nothing).fail(status, withoutCredentials(message)),
  }
}

/**
 * From the dialect of a client to that of a provider and back. `stream`: where the request doesn't say it, as in Gemini's.
 * For one and the same dialect only the model changes, and signatures that another dialect left in the request go.
 */
export const translate: Translate = (from, to, request, model, stream) => {
  const client = codecs[from]
  const provider = codecs[to]
  if (from === to)
    return {
      body: { ...unsealed(from, asObject(request)), ...(from === 'gemini' ? {} : { model }) },
      whole: (answer) => answer,
      stream: () => passing(from),
    }
  const read = client.readRequest(asObject(request), model)
  const talk = stream === undefined ? read : { ...read, stream }
  return {
    body: provider.writeRequest(talk, model),
    whole: (answer) => client.writeAnswer(provider.readAnswer(asObject(answer)), talk),
    stream: () => new Bridge(provider.readStream(), client.writeStream(talk)),
  }
}
