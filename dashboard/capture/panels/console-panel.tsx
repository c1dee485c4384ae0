import { useDeferredValue, useMemo, useState } from 'react'
import { useReplay } from '../replay/replay.ts'
import { consoleLines, filterLines, type LevelGroup, levelGroups } from './console-lines.ts'
import { ConsoleRow } from './console-row.tsx'
import { FollowList } from './follow-list.tsx'
import { PanelBar } from './panel-bar.tsx'

const options = Object.entries(levelGroups).map(([value, label]) => ({ value, label }))

export function ConsolePanel() {
  const { recording } = useReplay()
  const [group, setGroup] = useState<LevelGroup>('all')
  const [search, setSearch] = useState('')
  const wanted = useDeferredValue(search)
  const all = useMemo(() => consoleLines(recording), [recording])
  const lines = useMemo(() => filterLines(all, group, wanted), [all, group, wanted])
  return (
    <>
      <PanelBar
        label="Console"
        options={options}
        chosen={group}
        onChoose={(value) => setGroup(value as LevelGroup)}
        search={search}
        onSearch={setSearch}
      />
      <FollowList
        label="Console"
        items={lines}
        rowHeight={33}
        Row={ConsoleRow}
        empty={all.length === 0 ? 'The page logged nothing.' : 'Nothing matches.'}
      />
    </>
  )
}
