import type { RawRequest } from '../capture/raw-log.ts'

const initiators: Partial<Record<RawRequest['via'], string>> = {
  fetch: 'fetch',
  xhr: 'xmlhttprequest',
  beacon: 'beacon',
}

/** What the browser itself measured of a request, if it tells. `address` as requested. */
export function measured(
  address: string,
  { via, at, durationMs }: Pick<RawRequest, 'via' | 'at' | 'durationMs'>,
): PerformanceResourceTiming | undefined {
  const began = at - performance.timeOrigin
  const distance = ({ startTime }: PerformanceEntry) => Math.abs(startTime - began)
  return performance
    .getEntriesByName(address.split('#')[0] ?? '', 'resource')
    .filter((timing) => timing instanceof PerformanceResourceTiming)
    .filter(({ initiatorType }) => initiatorType === initiators[via])
    .filter(({ startTime }) => startTime >= began - 5 && startTime <= began + durationMs)
    .toSorted((a, b) => distance(a) - distance(b))[0]
}
