import type { Refusal } from './refuse.ts'

/** How an attempt at one target went wrong before the client had anything of it. */
export type Failure = {
  readonly refusal: Refusal
  /** A provider's own words, in the client's dialect already. */
  readonly body?: Buffer | string
  readonly fault: 'channel' | 'client'
  readonly retryAfterMs?: number | undefined
}

export class Failed extends Error {
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.refusal.code)
    this.failure = failure
  }
}

/** Takes a provider's answer to the client. What throws `Failed` has sent nothing, so another target may try. */
export interface Answer {
  /** False: no more until `drained`. */
  push(chunk: Buffer): boolean
  /** The provider's connection ended as it should. */
  end(): Promise<void>
  /** It did not: the client is told, if it has anything of the answer; else this throws. */
  broken(refusal: Refusal): Promise<void>
}
