import type { TimelineEntry } from '@vitrine/protocol'
import { useMemo } from 'react'
import { isFailed } from '../replay/markers.ts'
import { useReplay } from '../replay/replay.ts'
import { FilterList } from './filter-list.tsx'
import { FrameRow } from './frame-row.tsx'
import { NetworkRow } from './network-row.tsx'

export type NetworkRequest = Extract<TimelineEntry, { kind: 'request' }>
export type NetworkFrame = Extract<TimelineEntry, { kind: 'frame' }>
type NetworkEntry = NetworkRequest | NetworkFrame

const Row = ({ item }: { item: NetworkEntry }) =>
  item.kind === 'frame' ? <FrameRow item={item} /> : <NetworkRow item={item} />

const groups = { all: 'All', failed: 'Failed' } as const

function filter(entries: readonly NetworkEntry[], group: keyof typeof groups, search: string): NetworkEntry[] {
  const wanted = search.toLowerCase()
  const isWanted = (entry: NetworkEntry) => group === 'all' || (entry.kind === 'request' && isFailed(entry))
  return entries.filter((entry) => isWanted(entry) && entry.url.toLowerCase().includes(wanted))
}

export function NetworkPanel() {
  const { recording } = useReplay()
  const entries = useMemo(
    () =>
      recording.timeline.filter((entry): entry is NetworkEntry => entry.kind === 'request' || entry.kind === 'frame'),
    [recording],
  )
  return (
    <FilterList
      label="Network"
      items={entries}
      groups={groups}
      filter={filter}
      Row={Row}
      none="The page made no requests."
    />
  )
}
