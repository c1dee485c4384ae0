import type { TimelineEntry } from '@vitrine/protocol'
import { useDeferredValue, useMemo, useState } from 'react'
import { isFailed } from '../replay/markers.ts'
import { useReplay } from '../replay/replay.ts'
import { FollowList } from './follow-list.tsx'
import { FrameRow } from './frame-row.tsx'
import { NetworkRow } from './network-row.tsx'
import { PanelBar } from './panel-bar.tsx'

export type NetworkRequest = Extract<TimelineEntry, { kind: 'request' }>
export type NetworkFrame = Extract<TimelineEntry, { kind: 'frame' }>
type NetworkEntry = NetworkRequest | NetworkFrame

const Row = ({ item }: { item: NetworkEntry }) =>
  item.kind === 'frame' ? <FrameRow item={item} /> : <NetworkRow item={item} />

const options = [
  { value: 'all', label: 'All' },
  { value: 'failed', label: 'Failed' },
]

export function NetworkPanel() {
  const { recording } = useReplay()
  const [shown, setShown] = useState('all')
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search).toLowerCase()
  const all = useMemo(
    () =>
      recording.timeline.filter((entry): entry is NetworkEntry => entry.kind === 'request' || entry.kind === 'frame'),
    [recording],
  )
  const requests = useMemo(
    () =>
      all.filter(
        (entry) =>
          (shown === 'all' || (entry.kind === 'request' && isFailed(entry))) &&
          entry.url.toLowerCase().includes(wanted),
      ),
    [all, shown, wanted],
  )
  return (
    <>
      <PanelBar
        label="Network"
        options={options}
        chosen={shown}
        onChoose={setShown}
        search={search}
        onSearch={setSearch}
      />
      <FollowList
        label="Network"
        items={requests}
        rowHeight={33}
        Row={Row}
        empty={all.length === 0 ? 'The page made no requests.' : 'Nothing matches.'}
      />
    </>
  )
}
