import type { Problem } from '@vitrine/protocol'

type About = Pick<Problem, 'status' | 'code' | 'detail'> & Partial<Problem>

/** A request that failed, in words to show. `status` is 0 when no answer came. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed'
  readonly status: number
  /** The server's stable code, or `offline`, or `unexpected-answer`. */
  readonly code: string
  readonly hint: string | undefined
  /** Field name → why it was refused. */
  readonly fields: Readonly<Record<string, string>>

  constructor(about: About) {
    super(about.detail)
    this.status = about.status
    this.code = about.code
    this.hint = about.hint
    this.fields = Object.fromEntries((about.errors ?? []).map(({ field, message }) => [field, message]))
  }
}

export const isFailure = (error: unknown, code: string): error is RequestFailed =>
  error instanceof RequestFailed && error.code === code

/** Whatever was thrown, as something to show. */
export const failureOf = (error: unknown): RequestFailed =>
  error instanceof RequestFailed
    ? error
    : new RequestFailed({ status: 0, code: 'broken', detail: 'Something went wrong on this page.', hint: 'Reload it.' })
