import type { IncomingMessage } from 'node:http'
import { type Envelope, readEnvelope } from '../dialects/index.ts'
import { modelOfForm } from './model-of-form.ts'
import type { Place } from './paths.ts'
import type { BodyProblem } from './read-body.ts'
import { refusals } from './refuse.ts'
import { Refused } from './refused.ts'

export type Read = {
  readonly body: Buffer
  /** None for forms. */
  readonly envelope: Envelope | undefined
  readonly model: string
  readonly stream: boolean
}

const missing = (message: string): Refused =>
  new Refused({ status: 400, code: 'missing_model', message, param: 'model' })

/** What routing and money need of a request; nothing where its client has left. */
export function readRequest(body: Buffer | BodyProblem, { headers }: IncomingMessage, place: Place): Read | undefined {
  if (body === 'gone') return undefined
  if (body === 'too-large') throw new Refused(refusals.tooLarge)
  const type = headers['content-type'] ?? ''
  if (type.startsWith('multipart/form-data')) {
    const model = modelOfForm(body, type)
    if (!model) throw missing('The form has no field "model".')
    return { body, envelope: undefined, model, stream: false }
  }
  const envelope = readEnvelope(body)
  if ('wrong' in envelope)
    throw new Refused({
      status: 400,
      code: 'invalid_json',
      message: `The body is not a JSON object as expected: ${envelope.wrong}.`,
    })
  const model = place.model ?? envelope.model
  if (!model) throw missing('Say which model.')
  return { body, envelope, model, stream: place.endpoint === 'stream-generate' || envelope.stream }
}
