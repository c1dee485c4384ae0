import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual'
import type { RefObject } from 'react'

type Rows = {
  count: number
  scroller: RefObject<HTMLDivElement | null>
  /** In px; rows that are measured may differ. */
  rowHeight: number
  keyOf?: (index: number) => string | number
}

/** Which rows of a long list are in view of its scroller. */
export function useVirtualRows({ count, scroller, rowHeight, keyOf }: Rows): Virtualizer<HTMLDivElement, Element> {
  // oxlint-disable-next-line react/incompatible-library -- no compiler memoizes here
  return useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    ...(keyOf && { getItemKey: keyOf }),
  })
}
