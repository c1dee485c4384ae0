/** What the browser itself measured of a request, if it tells. `address` as requested, `at` since the epoch. */
export function measured(address: string, at: number, durationMs: number): PerformanceResourceTiming | undefined {
  const began = at - performance.timeOrigin
  return performance
    .getEntriesByName(address.split('#')[0] ?? '', 'resource')
    .filter((timing) => timing instanceof PerformanceResourceTiming)
    .find(({ startTime }) => startTime >= began - 5 && startTime <= began + durationMs)
}
