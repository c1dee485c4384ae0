import type { Problem } from '@vitrine/protocol'

export type SendErrorCode =
  | 'offline'
  | 'refused'
  | 'gone'
  | 'too-large'
  | 'busy'
  | 'failed'
  /** It waited on this device for longer than reports may. */
  | 'expired'
  /** No connection, and no room left on this device for one more report. */
  | 'full'

type More = { detail?: string | undefined; status?: number; retryAfterMs?: number | undefined }

/** Why something could not be sent; `detail` is the server's own words where it gave some. */
export class SendError extends Error {
  override readonly name = 'SendError'
  readonly code: SendErrorCode
  readonly detail: string | undefined
  /** Of the server's answer; 0: there was none. */
  readonly status: number
  /** What the server asked for. */
  readonly retryAfterMs: number | undefined

  constructor(code: SendErrorCode, { detail, status = 0, retryAfterMs }: More = {}) {
    super(detail ?? code)
    this.code = code
    this.detail = detail
    this.status = status
    this.retryAfterMs = retryAfterMs
  }
}

const codes: Record<number, SendErrorCode> = {
  401: 'refused',
  403: 'refused',
  410: 'gone',
  413: 'too-large',
  429: 'busy',
}

/** Whether the same request may succeed later. Everything else is the server's last word. */
export const isPassing = (status: number): boolean => status === 0 || status === 408 || status === 429 || status >= 500

/** The server's refusal as it should be shown: its problem document, if it sent one. */
export async function refusal(response: Response, retryAfterMs?: number): Promise<SendError> {
  const { status } = response
  let detail: string | undefined
  try {
    const problem = (await response.json()) as Partial<Problem>
    detail = [problem.detail, problem.hint].filter(Boolean).join(' ') || undefined
  } catch {
    // Not ours: a proxy's page, or nothing.
  }
  return new SendError(codes[status] ?? 'failed', { detail, status, retryAfterMs })
}
