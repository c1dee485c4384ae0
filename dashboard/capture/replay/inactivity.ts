import type { RecordedEvent } from '@vitrine/fold'

export type Span = { readonly from: number; readonly to: number }

/** Nothing happening for this long is worth skipping. */
export const idleAfterMs = 8_000

const incremental = 3
// Mouse move, mouse interaction, scroll, input, touch move, drag, and selection: what only a person causes.
const personal = new Set([1, 2, 3, 5, 6, 12, 14])

const sourceOf = ({ data }: RecordedEvent): unknown =>
  typeof data === 'object' && data !== null && 'source' in data ? data.source : undefined

/** When the visitor did something, as rrweb recorded it. */
export const interactionsIn = (events: readonly RecordedEvent[]): number[] =>
  events
    .filter((event) => event.type === incremental && personal.has(sourceOf(event) as number))
    .map(({ timestamp }) => timestamp)

/**
 * The stretches of `whole` in which the visitor did nothing for at least `idleMs`. Spans in `active` need no order;
 * what is not known yet belongs there, so that it is never skipped.
 */
export function inactivity(whole: Span, active: readonly Span[], idleMs = idleAfterMs): Span[] {
  const spans: Span[] = []
  let quietSince = whole.from
  for (const { from, to } of active.toSorted((a, b) => a.from - b.from)) {
    const end = Math.min(from, whole.to)
    if (end - quietSince >= idleMs) spans.push({ from: quietSince, to: end })
    quietSince = Math.max(quietSince, to)
  }
  if (whole.to - quietSince >= idleMs) spans.push({ from: quietSince, to: whole.to })
  return spans
}

/** Where to play on from `at`: past the quiet, one second before something happens again. Undefined: play on. */
export function skipTo(spans: readonly Span[], at: number): number | undefined {
  const span = spans.find(({ from, to }) => at >= from + 1_000 && at < to - 1_500)
  return span && span.to - 1_000
}
