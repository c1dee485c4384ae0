import type { QualityStatus } from '@vitrine/protocol'
import { median, thresholds, worst } from './verdict.ts'

export type Pace = { readonly firstByteMs?: number | null; readonly tokensPerSecond?: number | null }

const usual = (past: readonly Pace[], of: (pace: Pace) => number | null | undefined): number | undefined => {
  const values = past.map(of).filter((value) => typeof value === 'number')
  return values.length >= thresholds.enough ? median(values) : undefined
}

function ofFirstByte(ms: number | null | undefined, before: number | undefined): QualityStatus {
  if (ms === null || ms === undefined || before === undefined) return 'pass'
  const beyond = ({ times, ms: more }: { times: number; ms: number }) => ms > before * times && ms > before + more
  return beyond(thresholds.firstByte.fail) ? 'fail' : beyond(thresholds.firstByte.warn) ? 'warn' : 'pass'
}

function ofSpeed(speed: number | null | undefined, before: number | undefined): QualityStatus {
  if (speed === null || speed === undefined || before === undefined) return 'pass'
  const { warn, fail } = thresholds.speed
  return speed < before * fail ? 'fail' : speed < before * warn ? 'warn' : 'pass'
}

/** Against its own past only: what is slow for one model is fast for another. */
export const judgeLatency = (now: Pace, past: readonly Pace[]): QualityStatus =>
  worst([
    ofFirstByte(
      now.firstByteMs,
      usual(past, (one) => one.firstByteMs),
    ),
    ofSpeed(
      now.tokensPerSecond,
      usual(past, (one) => one.tokensPerSecond),
    ),
  ])
