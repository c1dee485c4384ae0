import {
  type Dialect,
  limitMember,
  parseExact,
  spliced,
  type Translation,
  translate,
  Untranslatable,
  usualAnswer,
  withLimit,
} from '../dialects/index.ts'
import { addressOf, authorize, type Endpoint, shapeBody } from '../providers/index.ts'
import type { Target } from '../supply/supply.ts'
import type { Call } from './call.ts'
import { passedHeaders } from './client-headers.ts'
import { withFormModel } from './model-of-form.ts'

/** A request as it goes to a provider. */
export type UpstreamRequest = {
  readonly origin: string
  readonly path: string
  readonly headers: string[]
  readonly body: Buffer
  /** What the provider speaks. */
  readonly dialect: Dialect
  /** Where that is not what the client speaks. */
  readonly translation: Translation | undefined
  /** Usage was asked for without the client's wish. */
  readonly strip: boolean
}

const conversations: Readonly<Partial<Record<Endpoint, true>>> = {
  chat: true,
  responses: true,
  messages: true,
  generate: true,
  'stream-generate': true,
}

const endpointOf: Readonly<Record<Dialect, (stream: boolean) => Endpoint>> = {
  openai: () => 'chat',
  responses: () => 'responses',
  anthropic: () => 'messages',
  gemini: (stream) => (stream ? 'stream-generate' : 'generate'),
}

/** Whether a target can take a request at all. */
export function canServe({ channel: { provider } }: Target, endpoint: Endpoint): boolean {
  return (
    endpoint in provider.paths ||
    (conversations[endpoint] === true && endpointOf[provider.dialect](false) in provider.paths)
  )
}

/** Whether the answer has to be kept within what was held for it, since its client set no limit. */
const isUnlimited = ({ place, envelope }: Call, { channel }: Target): boolean =>
  channel.billed && envelope !== undefined && !envelope.maxTokens && conversations[place.endpoint as Endpoint] === true

/** The very bytes, but for the provider's own name of the model and, where they have to be asked for, usage and a limit. */
function passed(call: Call, target: Target, asksUsage: boolean): Buffer {
  const { place, envelope, body, model: asked, request } = call
  const { model } = target
  if (!envelope) return model === asked ? body : withFormModel(body, request.headers['content-type'] ?? '', model)
  const name = isUnlimited(call, target) ? limitMember(place.dialect, model) : undefined
  if (place.dialect === 'gemini') {
    if (name === undefined) return body
    const limited = withLimit('gemini', model, parseExact(body.toString('utf8')) as Record<string, unknown>)
    return Buffer.from(JSON.stringify(limited))
  }
  const besides = name === undefined ? undefined : ([name, usualAnswer] as const)
  return spliced(body, envelope, { ...(place.model === undefined && { model }), askUsage: asksUsage, besides })
}

/** Only the bytes of a translated request are looked at one by one; a passed one is the provider's to judge. */
function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new Untranslatable('', 'The body is not JSON.')
  }
}

/** The client's request in the words of the target. Throws `Untranslatable` for what can't be said there. */
export function upstreamRequest(call: Call, target: Target): UpstreamRequest | Promise<UpstreamRequest> {
  const { channel, model } = target
  const { provider, baseUrl } = channel
  const { place, envelope, body, stream } = call
  const asked = place.endpoint as Endpoint
  const passes = asked in provider.paths && !envelope?.sealed
  const endpoint = passes ? asked : endpointOf[provider.dialect](stream)
  const dialect = passes ? place.dialect : provider.dialect
  const headers = passes
    ? passedHeaders(call.request)
    : ['content-type', 'application/json', 'accept-encoding', 'identity']
  for (const name in provider.headers) if (!headers.includes(name)) headers.push(name, provider.headers[name] ?? '')
  const { origin, path } = addressOf(provider, baseUrl, endpoint, model, stream)
  const strip = stream && dialect === 'openai' && !provider.quirks?.usageUnasked && envelope?.includeUsage !== true
  let translation: Translation | undefined
  let sent: Buffer = body
  if (passes) sent = passed(call, target, strip && endpoint === 'chat')
  else {
    translation = translate(place.dialect, dialect, parsed(body), model, stream)
    const asks = strip ? { stream_options: { include_usage: true } } : {}
    const said = isUnlimited(call, target) ? withLimit(dialect, model, translation.body) : translation.body
    sent = Buffer.from(JSON.stringify({ ...said, ...asks }))
  }
  if (!passes || envelope) sent = shapeBody(provider, endpoint, sent)
  const request = { method: 'POST' as const, origin, path, headers, body: sent }
  const stripped = strip && passes && endpoint === 'chat'
  const made = (): UpstreamRequest => ({
    origin,
    path: request.path,
    headers,
    body: sent,
    dialect,
    translation,
    strip: stripped,
  })
  const authorizing = authorize(channel, request)
  return authorizing ? authorizing.then(made) : made()
}
