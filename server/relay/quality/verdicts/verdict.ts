import type { QualityStatus } from '@vitrine/protocol'

export type Verdict = {
  readonly status: QualityStatus
  /** From 0 to 1, where there is one. */
  readonly score?: number
}

export function median(values: readonly number[]): number | undefined {
  if (values.length === 0) return undefined
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
}

const order: readonly QualityStatus[] = ['pass', 'warn', 'fail']

export const worst = (statuses: readonly QualityStatus[]): QualityStatus =>
  statuses.reduce((a, b) => (order.indexOf(a) >= order.indexOf(b) ? a : b), 'pass')

/** Thresholds and their reasons: docs/decisions/0035-quality.md. */
export const thresholds = {
  /** Share of the fingerprint's answers that have been given before. */
  ownAgreement: { warn: 0.6, fail: 0.3 },
  /** The same against other channels; runtimes differ, so this alone never fails. */
  othersAgreement: { warn: 0.3 },
  /** Share of the exam, for a channel without a past. */
  exam: { warn: 0.8, fail: 0.4 },
  /** Fall against its own usual share: one and two of five. */
  examFall: { warn: 0.19, fail: 0.39 },
  /** Times the usual, and milliseconds above it. */
  firstByte: { warn: { times: 2, ms: 500 }, fail: { times: 4, ms: 2_000 } },
  /** Of the usual speed. */
  speed: { warn: 0.5, fail: 0.25 },
  /** A past of so many measurements makes something usual. */
  enough: 3,
  /** Share of an hour's requests. */
  errors: { warn: 0.05, fail: 0.2 },
  /** Fewer requests in an hour say nothing, and might say whose they were. */
  leastRequests: 20,
} as const
