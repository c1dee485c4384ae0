/** Stable codes of failures that a caller can act on, with the HTTP status they become at the edge. */
export const statusOf = {
  'invalid-request': 400,
  'sign-in-required': 401,
  'wrong-credentials': 401,
  'not-allowed': 403,
  'origin-not-allowed': 403,
  'second-step-required': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  conflict: 409,
  'confirmation-needed': 409,
  gone: 410,
  'too-large': 413,
  'unsupported-media-type': 415,
  'too-many-requests': 429,
  unavailable: 503,
} as const

export type ProblemCode = keyof typeof statusOf

/** A failure that a caller can act on. Anything else that is thrown is a bug and becomes a plain 500. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError'
  readonly code: ProblemCode
  /** What to do about it, in a sentence. */
  readonly hint: string | undefined
  /** The input field that was refused. */
  readonly field: string | undefined
  /** For `too-many-requests`. */
  readonly retryAfterSeconds: number | undefined

  constructor(
    code: ProblemCode,
    message: string,
    hint?: string,
    more: { field?: string; retryAfterSeconds?: number } = {},
  ) {
    super(message)
    this.code = code
    this.hint = hint
    this.field = more.field
    this.retryAfterSeconds = more.retryAfterSeconds
  }
}
