import type { ReportRow } from '@vitrine/protocol'
import { useEffect, useEffectEvent, useState } from 'react'
import { useShortcuts } from '../../ui/shortcuts.tsx'

type List = {
  /** The report that somebody comes back from. */
  from: string | undefined
  firstInView: () => number
  show: (index: number) => void
  select: ((id: string) => void) | undefined
}

/** j and k walk the list by moving the focus, so that Enter, reading aloud and the focus ring come by themselves. */
export function useListKeys(rows: readonly ReportRow[], { from, firstInView, show, select }: List) {
  const [cursor, setCursor] = useState(from)
  const indexOf = (wanted: string | undefined) => rows.findIndex(({ id }) => id === wanted)
  const focus = (index: number) => {
    const id = rows[index]?.id
    if (!id) return
    show(index)
    // The row may only now come into the virtual window.
    requestAnimationFrame(() => document.getElementById(`report-${id}`)?.focus({ preventScroll: true }))
  }
  const go = (step: number) => {
    const here = indexOf(cursor)
    const index = here === -1 ? firstInView() : Math.min(rows.length - 1, Math.max(0, here + step))
    setCursor(rows[index]?.id)
    focus(index)
  }
  const comeBack = useEffectEvent(() => focus(indexOf(from)))
  useEffect(() => comeBack(), [])
  useShortcuts('Reports', [
    { keys: 'j', label: 'Next report', run: () => go(1) },
    { keys: 'k', label: 'Previous report', run: () => go(-1) },
    ...(select ? [{ keys: 'x', label: 'Select report', run: () => cursor && select(cursor) }] : []),
  ])
  return { setCursor }
}
