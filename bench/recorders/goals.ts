import type { Cells } from './summarize.ts'

export interface Goal {
  goal: string
  measured: string
  /** `undefined` where this run did not measure it. */
  met: boolean | undefined
}

const limits = { longestMs: 50, scriptShare: 0.5, stormKbPerMinute: 60, leakedDocuments: 0, growthMb: 1 }

const unmeasured = (goal: string): Goal => ({ goal, measured: 'not measured', met: undefined })

const atMost = (goal: string, value: number | undefined, limit: number, unit: string): Goal =>
  value === undefined
    ? unmeasured(goal)
    : { goal, measured: `${value.toFixed(value < 10 ? 2 : 0)} ${unit}`, met: value <= limit }

function scriptShare(cells: Cells): number | undefined {
  const [ours, theirs] = ['vitrine', 'rrweb'].map((name) => cells.over('w2', name, 'scriptMs'))
  return ours === undefined || !theirs ? undefined : ours / theirs
}

/** Its rolling buffer is as short as its hours are: what it sends is not all that happened. */
const shortened = 'day'

/** A report also carries what happened, console and environment, which plain rrweb has none of: pictures are compared. */
function bytes(cells: Cells): Goal {
  const goal = 'the picture takes no more bytes than rrweb’s gzip stream, in each workload'
  const pairs = cells.all
    .filter(({ workload, recorder }) => recorder === 'vitrine' && workload !== shortened)
    .map(({ workload, pictureKb }) => ({ workload, ours: pictureKb, theirs: cells.of(workload, 'rrweb')?.pictureKb }))
    .filter(({ ours, theirs }) => ours !== undefined && theirs !== undefined)
  const larger = pairs.filter(({ ours = 0, theirs = 0 }) => ours > theirs)
  const text = larger
    .map(({ workload, ours = 0, theirs = 1 }) => `${workload} ${(ours / theirs).toFixed(2)}×`)
    .join(', ')
  if (pairs.length === 0) return unmeasured(goal)
  return { goal, measured: text ? `more in ${text}` : `less in all ${pairs.length}`, met: larger.length === 0 }
}

function rights(cells: Cells): Goal {
  const goal = 'what was sent shows each page as it was at the end'
  const read = cells.all.filter(({ recorder, right }) => recorder === 'vitrine' && right !== undefined)
  const wrong = read.filter(({ right }) => !right).map(({ workload }) => workload)
  if (read.length === 0) return unmeasured(goal)
  return {
    goal,
    measured: wrong.length > 0 ? `wrong in ${wrong.join(', ')}` : `right in all ${read.length}`,
    met: wrong.length === 0,
  }
}

/** What our recorder is held to, and whether this run shows it. */
export const goalsOf = (cells: Cells): Goal[] => [
  atMost(
    'longest task when it starts on 10,000 rows ≤ 50 ms',
    cells.of('w1', 'vitrine')?.longestMs,
    limits.longestMs,
    'ms',
  ),
  atMost('script time under mutations ≤ half of rrweb’s', scriptShare(cells), limits.scriptShare, '× rrweb’s'),
  bytes(cells),
  atMost('SVG storm ≤ 60 KB a minute', cells.kbPerMinute('svg', 'vitrine'), limits.stormKbPerMinute, 'KB/min'),
  atMost(
    'no document is left of 60 iframes',
    cells.of('iframe', 'vitrine')?.leakedDocuments,
    limits.leakedDocuments,
    'documents',
  ),
  atMost(
    'no growth in 8 hours (at most 1 MB over the page alone)',
    cells.growth('day', 'vitrine'),
    limits.growthMb,
    'MB',
  ),
  rights(cells),
]
