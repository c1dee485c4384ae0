import { STATUS_CODES } from 'node:http'
import type { Problem } from '@vitrine/protocol'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { type ProblemCode, ProblemError, statusOf } from '../errors.ts'

export type Answer = {
  readonly status: number
  readonly problem: Problem
  readonly retryAfterSeconds?: number | undefined
}

type More = Pick<Problem, 'hint' | 'errors'>

/** What to do about it, where nothing more precise is said. */
const usualHints: Readonly<Record<ProblemCode, string>> = {
  'invalid-request': 'Send what /openapi.json describes.',
  'sign-in-required': 'Sign in, or send an API token.',
  'wrong-credentials': 'Check both and try again.',
  'not-allowed': 'Ask somebody who may.',
  'origin-not-allowed': 'Send it from a page of this installation, or use an API token.',
  'second-step-required': 'Switch two-step sign-in on, on your account page.',
  'not-found': 'Check the address; /openapi.json lists all there are.',
  'method-not-allowed': 'Use one of the methods of the Allow header.',
  conflict: 'Look at how things are now, then try again.',
  'confirmation-needed': 'Look at what it deletes, then confirm it.',
  gone: 'Drop it; it does not come back.',
  'too-large': 'Send less at once.',
  'unsupported-media-type': 'Send application/json.',
  'too-many-requests': 'Wait for as long as the Retry-After header says.',
  unavailable: 'Try again in a moment.',
}

export function problemOf(code: ProblemCode, detail: string, more: More = {}): Answer {
  const status = statusOf[code]
  const title = STATUS_CODES[status] ?? ''
  return { status, problem: { type: 'about:blank', title, status, code, detail, hint: usualHints[code], ...more } }
}

/** What a caller is told of something thrown; `undefined`: a bug, of which they learn nothing but a number. */
export function explain(thrown: unknown): Answer | undefined {
  if (thrown instanceof ProblemError) return fromProblemError(thrown)
  if (hasZodFastifySchemaValidationErrors(thrown)) return fromValidation(thrown)
  if (thrown instanceof Error && 'code' in thrown) return fromFramework(String(thrown.code))
  return undefined
}

function fromProblemError({ code, message, hint, field, retryAfterSeconds }: ProblemError): Answer {
  const more = { ...(hint && { hint }), ...(field && { errors: [{ field, message }] }) }
  return { ...problemOf(code, message, more), retryAfterSeconds }
}

type Invalid = {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string }[]
  readonly validationContext?: string
}

function fromValidation({ validation, validationContext }: Invalid): Answer {
  const where = validationContext === 'querystring' ? 'query' : (validationContext ?? 'body')
  const errors = validation.slice(0, 100).map(({ instancePath, message = 'is not valid' }) => {
    const path = instancePath.split('/').filter(Boolean).join('.')
    return { field: path || where, message }
  })
  return problemOf(
    'invalid-request',
    `The ${where} of the request has ${errors.length === 1 ? 'a field' : 'fields'} that can't be accepted.`,
    { errors },
  )
}

const framework: Readonly<Record<string, () => Answer>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: () =>
    problemOf('too-large', 'The body of the request is larger than this route accepts.'),
  FST_ERR_CTP_INVALID_MEDIA_TYPE: () =>
    problemOf('unsupported-media-type', 'This route does not read that content type.'),
  FST_ERR_CTP_INVALID_JSON_BODY: () => problemOf('invalid-request', 'The body of the request is not JSON.'),
  FST_ERR_CTP_EMPTY_JSON_BODY: () => problemOf('invalid-request', 'The body of the request is empty.'),
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: () => problemOf('invalid-request', 'The body is not as long as its header says.'),
  FST_ERR_CTP_INVALID_TYPE: () => problemOf('unsupported-media-type', 'The content type is not valid.'),
  FST_ERR_BAD_URL: () => problemOf('invalid-request', 'The address is not valid.'),
  FST_ERR_MAX_PARAM_LENGTH: () => problemOf('not-found', 'There is nothing at this address.'),
  FST_ERR_HANDLER_TIMEOUT: () => problemOf('unavailable', 'This took too long.'),
}

const fromFramework = (code: string): Answer | undefined => framework[code]?.()

/** All a caller learns of a bug: enough to find the lines in the log. */
export function bug(requestId: string): Answer {
  const detail = 'Something failed here that should not have.'
  const hint = `If it goes on, tell the operator this number: ${requestId}`
  return {
    status: 500,
    problem: { type: 'about:blank', title: 'Internal Server Error', status: 500, code: 'internal', detail, hint },
  }
}
