import { type Translation, translate } from '../../dialects/index.ts'
import { addressOf, authorize, type Endpoint, shapeBody } from '../../providers/index.ts'
import type { Target } from '../../supply/supply.ts'

type ProbeRequest = {
  readonly origin: string
  readonly path: string
  readonly headers: string[]
  readonly body: Buffer
  readonly translation: Translation
}

const conversation: Readonly<Record<Target['dialect'], (stream: boolean) => Endpoint>> = {
  openai: () => 'chat',
  responses: () => 'responses',
  anthropic: () => 'messages',
  gemini: (stream) => (stream ? 'stream-generate' : 'generate'),
}

export const converses = ({ channel: { provider } }: Target): boolean =>
  conversation[provider.dialect](false) in provider.paths

/** A question as the data plane would send it for a client who speaks OpenAI's dialect, with the channel's own credential. */
export async function requestOf(
  { channel, model }: Target,
  question: Readonly<Record<string, unknown>>,
  stream: boolean,
): Promise<ProbeRequest> {
  const { provider, baseUrl } = channel
  const { dialect } = provider
  const endpoint = conversation[dialect](stream)
  const translation = translate('openai', dialect, { ...question, model, ...(stream && { stream }) }, model, stream)
  const asksUsage = stream && dialect === 'openai' && !provider.quirks?.usageUnasked
  const said = { ...translation.body, ...(asksUsage && { stream_options: { include_usage: true } }) }
  const body = shapeBody(provider, endpoint, Buffer.from(JSON.stringify(said)))
  const headers = ['content-type', 'application/json', 'accept-encoding', 'identity']
  for (const [name, value] of Object.entries(provider.headers ?? {})) headers.push(name, value)
  const request = {
    method: 'POST' as const,
    ...addressOf(provider, baseUrl, endpoint, model, stream),
    headers,
    body,
  }
  await authorize(channel, request)
  return { origin: request.origin, path: request.path, headers, body, translation }
}
