import { median, thresholds, type Verdict } from './verdict.ts'

/** `usual`: its scores so far. Without them what counts is how much is right at all. */
export function judgeExam(right: number, answered: number, usual: readonly number[]): Verdict {
  if (answered === 0) return { status: 'fail', score: 0 }
  const score = right / answered
  const before = median(usual)
  const { warn, fail } = before === undefined ? thresholds.exam : thresholds.examFall
  const lacks = before === undefined ? (limit: number) => score < limit : (limit: number) => before - score > limit
  return { status: lacks(fail) ? 'fail' : lacks(warn) ? 'warn' : 'pass', score }
}
