import { useMemo } from 'react'
import { useReplay } from '../replay/replay.ts'
import { consoleLines, filterLines, levelGroups } from './console-lines.ts'
import { ConsoleRow } from './console-row.tsx'
import { FilterList } from './filter-list.tsx'

export function ConsolePanel() {
  const { recording } = useReplay()
  const lines = useMemo(() => consoleLines(recording), [recording])
  return (
    <FilterList
      label="Console"
      items={lines}
      groups={levelGroups}
      filter={filterLines}
      Row={ConsoleRow}
      none="The page logged nothing."
    />
  )
}
