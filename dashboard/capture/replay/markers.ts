import type { TimelineEntry } from '@vitrine/protocol'

export type MarkerKind = 'error' | 'rage-click' | 'dead-click' | 'failed-request' | 'navigation' | 'mark' | 'click'
export type Marker = { readonly kind: MarkerKind; readonly at: number; readonly label: string }
/** Markers too close to be told apart, shown as the gravest of them. */
export type MarkerGroup = Marker & { readonly markers: readonly Marker[] }

const gravity: readonly MarkerKind[] = [
  'click',
  'mark',
  'navigation',
  'failed-request',
  'dead-click',
  'rage-click',
  'error',
]

/** No answer counts as failed, and so does every status that says so. */
export const isFailed = ({ status }: { status: number }): boolean => status === 0 || status >= 400

/** What of the timeline is worth a marker. */
export function markerOf(entry: TimelineEntry): Marker | undefined {
  const { at } = entry
  switch (entry.kind) {
    case 'click':
      return { kind: 'click', at, label: `Click on ${entry.target}` }
    case 'rage-click':
      return { kind: 'rage-click', at, label: `${entry.clicks} angry clicks on ${entry.target}` }
    case 'dead-click':
      return { kind: 'dead-click', at, label: `Nothing answered the click on ${entry.target}` }
    case 'mark':
      return { kind: 'mark', at, label: entry.name }
    case 'navigation':
      return { kind: 'navigation', at, label: `Page ${entry.url}` }
    case 'error':
      return { kind: 'error', at, label: entry.message }
    case 'frame':
    case 'vital':
      return undefined
    case 'request':
      return isFailed(entry)
        ? {
            kind: 'failed-request',
            at,
            label: `${entry.method} ${entry.url}: ${entry.status || entry.error || 'no answer'}`,
          }
        : undefined
  }
}

/** Joins markers, ordered by time, that stand less than `gapMs` after the first of their group. */
export function groupMarkers(markers: readonly Marker[], gapMs: number): MarkerGroup[] {
  const groups: Marker[][] = []
  for (const marker of markers) {
    const open = groups.at(-1)
    if (open?.[0] && marker.at - open[0].at < gapMs) open.push(marker)
    else groups.push([marker])
  }
  return groups.map((group) => {
    const gravest = group.reduce((a, b) => (gravity.indexOf(b.kind) > gravity.indexOf(a.kind) ? b : a))
    return { kind: gravest.kind, at: gravest.at, label: gravest.label, markers: group }
  })
}
