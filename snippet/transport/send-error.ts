import type { Problem } from '@vitrine/protocol'

export type SendErrorCode = 'offline' | 'refused' | 'too-large' | 'busy' | 'failed'

/** Why something could not be sent; `detail` is the server's own words where it gave some. */
export class SendError extends Error {
  override readonly name = 'SendError'
  readonly code: SendErrorCode
  readonly detail: string | undefined

  constructor(code: SendErrorCode, detail?: string) {
    super(detail ?? code)
    this.code = code
    this.detail = detail
  }
}

const codes: Record<number, SendErrorCode> = { 401: 'refused', 403: 'refused', 413: 'too-large', 429: 'busy' }

/** The server's refusal as it should be shown: its problem document, if it sent one. */
export async function refusal(response: Response): Promise<SendError> {
  let detail: string | undefined
  try {
    const problem = (await response.json()) as Partial<Problem>
    detail = [problem.detail, problem.hint].filter(Boolean).join(' ') || undefined
  } catch {
    // Not ours: a proxy's page, or nothing.
  }
  return new SendError(codes[response.status] ?? 'failed', detail)
}
