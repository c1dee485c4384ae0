import type { Dialect } from '../dialect.ts'
import { asObject, asText, said } from '../middle/json.ts'
import { writeError } from './write-error.ts'

const SECRETS: readonly RegExp[] = [
  /\b(?:sk|pk|rk|vk|gsk|xai|pplx|fw|tgp|hf|nvapi|api|key|org|proj|AIza|AKIA|ASIA|ya29)[-_.]?[\w*.-]{8,}/g,
  /\bBearer\s+\S+/gi,
  /([?&](?:key|api_key|token|access_token)=)[^&\s"']+/gi,
  /[\w+/=*-]{40,}/g,
]

/** The words of a provider without what looks like a key of ours, its owner, or anything as long as one. */
export function withoutCredentials(message: string): string {
  return SECRETS.reduce((text, secret) => text.replace(secret, '[removed]'), message.slice(0, 2000))
}

/** What an upstream body says went wrong; Gemini wraps errors of streams in a list. */
export function messageOf(body: unknown): string | undefined {
  const first = asObject(Array.isArray(body) ? (body as unknown[])[0] : body)
  const error = first.error ?? first
  return (
    said(error) ?? said(asObject(error).message) ?? said(first.message) ?? said(first.Message) ?? said(first.detail)
  )
}

/** A provider's error in the client's dialect: what it says is kept, credentials never. */
export function translateError(_from: Dialect, to: Dialect, status: number, body: unknown): Record<string, unknown> {
  const error = asObject(asObject(body).error)
  return writeError(to, {
    status,
    code: withoutCredentials(said(error.code) ?? 'upstream_error'),
    message: withoutCredentials(messageOf(body) ?? `The provider answered with status ${status}.`),
    param: said(error.param) === undefined ? undefined : withoutCredentials(asText(error.param)),
  })
}
