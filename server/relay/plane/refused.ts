import type { Refusal } from './refuse.ts'

/** Ends a request that nothing was sent for yet. */
export class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.code)
    this.refusal = refusal
  }
}
