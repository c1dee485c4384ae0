import type { WriteError } from '../dialect.ts'

function openaiType(status: number): string {
  if (status === 401) return 'authentication_error'
  if (status === 403) return 'permission_error'
  if (status === 429) return 'rate_limit_error'
  return status >= 500 ? 'server_error' : 'invalid_request_error'
}

const ANTHROPIC: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  402: 'billing_error',
  403: 'permission_error',
  404: 'not_found_error',
  413: 'request_too_large',
  429: 'rate_limit_error',
  504: 'timeout_error',
  529: 'overloaded_error',
}

const GEMINI: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  402: 'FAILED_PRECONDITION',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  409: 'ABORTED',
  429: 'RESOURCE_EXHAUSTED',
  499: 'CANCELLED',
  500: 'INTERNAL',
  501: 'UNIMPLEMENTED',
  503: 'UNAVAILABLE',
  504: 'DEADLINE_EXCEEDED',
}

const anthropicType = (status: number): string =>
  ANTHROPIC[status] ?? (status >= 500 ? 'api_error' : 'invalid_request_error')

const geminiStatus = (status: number): string => GEMINI[status] ?? (status >= 500 ? 'UNAVAILABLE' : 'INVALID_ARGUMENT')

/** An error as the client's own provider would have written it. `code` is ours and stable. */
export const writeError: WriteError = (dialect, { status, code, message, param }) => {
  switch (dialect) {
    case 'openai':
    case 'responses':
      return { error: { message, type: openaiType(status), param: param ?? null, code } }
    case 'anthropic':
      return {
        type: 'error',
        error: { type: anthropicType(status), message: param ? `${param}: ${message}` : message },
      }
    case 'gemini':
      return {
        error: {
          code: status,
          message: param ? `${param}: ${message}` : message,
          status: geminiStatus(status),
          details: [
            { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: code.toUpperCase(), domain: 'vitrine' },
          ],
        },
      }
  }
}
