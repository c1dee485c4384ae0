import type { ReportRow } from '@vitrine/protocol'
import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

const none: ReadonlySet<string> = new Set()

/**
 * Ids of reports that came in on top since the list was opened. Somebody who has scrolled down keeps looking at the same
 * rows: the scroller moves along by what was added above.
 */
export function useFresh(
  rows: readonly ReportRow[],
  scroller: RefObject<HTMLElement | null>,
  rowHeight: number,
): ReadonlySet<string> {
  const [fresh, setFresh] = useState(none)
  const top = useRef(rows[0]?.id)
  useLayoutEffect(() => {
    const before = top.current
    top.current = rows[0]?.id
    const added = rows.findIndex(({ id }) => id === before)
    if (added <= 0) return
    setFresh((known) => new Set([...known, ...rows.slice(0, added).map(({ id }) => id)]))
    if (scroller.current && scroller.current.scrollTop > 0) scroller.current.scrollBy(0, added * rowHeight)
  }, [rows, scroller, rowHeight])
  return fresh
}
