import type { ServerResponse } from 'node:http'
import { type Dialect, translate, writeError } from '../dialects/index.ts'

/** Why a request ends without an answer. `code` is stable; clients get it in their own dialect. */
export type Refusal = {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly param?: string | undefined
  readonly retryAfterMs?: number | undefined
}

export const refusals = {
  unknownKey: { status: 401, code: 'invalid_api_key', message: 'This key is not known. Keys begin with "vk-".' },
  noKey: {
    status: 401,
    code: 'missing_api_key',
    message: 'Send a key as "authorization: Bearer vk-…", "x-api-key" or "x-goog-api-key".',
  },
  expiredKey: { status: 401, code: 'expired_api_key', message: 'This key has expired.' },
  revokedKey: { status: 401, code: 'revoked_api_key', message: 'This key was revoked.' },
  unavailable: {
    status: 503,
    code: 'temporarily_unavailable',
    message: 'The key can not be looked up at the moment. It may well be right: try again.',
    retryAfterMs: 2_000,
  },
  network: { status: 403, code: 'address_not_allowed', message: 'This key does not work from your network.' },
  limitsUnavailable: {
    status: 503,
    code: 'temporarily_unavailable',
    message: 'The limits of this key can not be looked up at the moment: try again.',
    retryAfterMs: 2_000,
  },
  balance: { status: 402, code: 'insufficient_balance', message: 'The balance does not reach for this request.' },
  tooLarge: { status: 413, code: 'request_too_large', message: 'The request is larger than 64 MB.' },
  notFound: { status: 404, code: 'not_found', message: 'There is nothing at this path.' },
  draining: {
    status: 503,
    code: 'shutting_down',
    message: 'This node is shutting down: try again.',
    retryAfterMs: 1_000,
  },
  timedOut: { status: 504, code: 'upstream_timeout', message: 'The provider did not answer in time.' },
  unreachable: { status: 502, code: 'upstream_unreachable', message: 'The provider could not be reached.' },
  died: { status: 502, code: 'upstream_died', message: 'The provider broke off its answer.' },
  busy: {
    status: 503,
    code: 'no_channel_free',
    message: 'No channel to this model is free at the moment.',
    retryAfterMs: 1_000,
  },
  credentials: {
    status: 502,
    code: 'upstream_credentials',
    message: 'The provider did not accept our credentials.',
  },
  internal: { status: 500, code: 'internal_error', message: 'Something went wrong here.' },
  noPrice: { status: 404, code: 'model_not_priced', message: 'This model has no price, so it can not be billed.' },
} as const satisfies Record<string, Refusal>

export const unknownModel = (model: string): Refusal => ({
  status: 404,
  code: 'model_not_found',
  message: `The model "${model.slice(0, 200)}" is not offered here.`,
  param: 'model',
})

/** Answers an error, if nothing has been answered yet; `headers` are names and values in turn. */
export function refuse(
  response: ServerResponse,
  dialect: Dialect,
  refusal: Refusal,
  headers: readonly string[] = [],
): void {
  if (response.headersSent || response.destroyed) return
  const { status, retryAfterMs } = refusal
  const body = JSON.stringify(writeError(dialect, refusal))
  const list = [...headers, 'content-type', 'application/json', 'content-length', String(Buffer.byteLength(body))]
  if (retryAfterMs !== undefined) {
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000))
    list.push('retry-after', String(seconds), 'retry-after-ms', String(Math.ceil(retryAfterMs)))
  }
  response.writeHead(status, list)
  response.end(body)
}

/** Ends a stream that has begun and can't go on. */
export function endBroken(response: ServerResponse, dialect: Dialect, { status, message }: Refusal): void {
  if (!response.writableEnded && !response.destroyed)
    response.end(translate(dialect, dialect, {}, '').stream().fail(status, message))
}
