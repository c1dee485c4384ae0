import type { Results } from './results.ts'
import type { Soaked } from './soak.ts'

export interface Goal {
  goal: string
  measured: string
  /** `undefined` where this run did not measure it. */
  met: boolean | undefined
}

const limits = { cpuUs: 120, streamTimes: 1.3, largeTimes: 1.5, firstMs: 0.3, grownMb: 5 }
const busy = 64

const atMost = (goal: string, value: number | undefined, limit: number, unit: string): Goal =>
  value === undefined || Number.isNaN(value)
    ? { goal, measured: 'not measured', met: undefined }
    : { goal, measured: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`, met: value <= limit }

function timesBare(results: Results, shape: string): number | undefined {
  const [ours, bare] = ['vitrine', 'bare'].map((name) => results.of(name, shape, busy)?.cpuUs)
  return ours === undefined || bare === undefined ? undefined : ours / bare
}

function addedFirst(results: Results): number | undefined {
  const [ours, direct] = ['vitrine', 'direct'].map((name) => results.of(name, 'stream', 1)?.firstMs)
  return ours === undefined || direct === undefined ? undefined : ours - direct
}

/** What the relay is held to, with keys, limits, reservation and metering on. */
export const goalsOf = (results: Results, soaked: Soaked | undefined): Goal[] => [
  atMost(
    `a 1 KB request takes at most ${limits.cpuUs} µs of the processor at ${busy} connections`,
    results.of('vitrine', 'json', busy)?.cpuUs,
    limits.cpuUs,
    'µs',
  ),
  atMost(
    `a 50 KB request takes at most ${limits.largeTimes}× bare dispatch`,
    timesBare(results, 'large'),
    limits.largeTimes,
    '×',
  ),
  atMost(
    `a stream of 50 pieces takes at most ${limits.streamTimes}× bare dispatch`,
    timesBare(results, 'stream'),
    limits.streamTimes,
    '×',
  ),
  atMost(`it adds at most ${limits.firstMs} ms to the first byte (p50)`, addedFirst(results), limits.firstMs, 'ms'),
  atMost(
    `no growth of memory over ${(soaked?.requests ?? 1_000_000).toLocaleString('en')} requests (at most ${limits.grownMb} MB)`,
    soaked?.grownMb,
    limits.grownMb,
    'MB',
  ),
]
