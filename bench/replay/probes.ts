import type { RecordedEvent } from '../../fold/index.ts'

/** Times all over the recording, in no order; the golden ratio spreads them. */
export function spread(events: RecordedEvent[], count: number): number[] {
  const first = events[0]?.timestamp ?? 0
  const length = (events.at(-1)?.timestamp ?? 0) - first
  return Array.from({ length: count }, (_, i) => first + Math.floor(((i * 0.618034 + 0.01) % 1) * length))
}

export const quantile = (values: number[], q: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(q * values.length))] ?? 0

export interface Measured {
  firstFrame: number
  p50: number
  p95: number
  max: number
}

export const summarize = (firstFrames: number[], seeks: number[]): Measured => ({
  firstFrame: quantile(firstFrames, 0.5),
  p50: quantile(seeks, 0.5),
  p95: quantile(seeks, 0.95),
  max: Math.max(...seeks),
})
