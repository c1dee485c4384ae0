import type { EphemeralKey } from '@vitrine/ledger'

export type Options = {
  readonly now?: () => Date
  /** Told what a subscriber threw, and of connections that broke. */
  readonly onError?: (error: Error) => void
}

/** When something written at `now` lapses, in milliseconds since the epoch. */
export const deadline = (key: EphemeralKey, now: number): number => now + key.space.ttl.seconds * 1_000
