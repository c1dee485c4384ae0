import type { ReportRow } from '@vitrine/protocol'
import { useState } from 'react'

/** Which of the rows are ticked. A row that leaves the list leaves the selection. */
export function useSelection(rows: readonly ReportRow[]) {
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const toggle = (id: string) =>
    setIds((before) => (before.has(id) ? new Set([...before].filter((one) => one !== id)) : new Set([...before, id])))
  return {
    selected: ids.size === 0 ? [] : rows.filter(({ id }) => ids.has(id)),
    has: (id: string) => ids.has(id),
    toggle,
    clear: () => setIds(new Set()),
  }
}
