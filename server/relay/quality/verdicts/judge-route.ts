import type { QualityStatus } from '@vitrine/protocol'
import { thresholds, worst } from './verdict.ts'

export type Hour = {
  readonly requests: number
  readonly errors: number
  /** Of the slowest twentieth. */
  readonly slowFirstByteMs: number | null
}

/** `usualSlow`: the same figure, of its past. */
export function judgeRoute({ requests, errors, slowFirstByteMs }: Hour, usualSlow: number | undefined): QualityStatus {
  const share = errors / requests
  const failing = share >= thresholds.errors.fail ? 'fail' : share >= thresholds.errors.warn ? 'warn' : 'pass'
  const { times, ms } = thresholds.firstByte.warn
  const slow =
    slowFirstByteMs !== null &&
    usualSlow !== undefined &&
    slowFirstByteMs > usualSlow * times &&
    slowFirstByteMs > usualSlow + ms
  return worst([failing, slow ? 'warn' : 'pass'])
}
