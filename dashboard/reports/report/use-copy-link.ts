import { useRef } from 'react'
import { toast } from '../../shell/toast.ts'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { clock } from '../../ui/time.ts'
import { useCopy } from '../../ui/use-copy.ts'

/** Copies a link to the report at the moment the replay stands at. `setMoment` is told it in ms from the start. */
export function useCopyLink(reportId: string) {
  const moment = useRef(0)
  const { copy: write } = useCopy()
  const copy = async () => {
    const link = new URL(`/reports/${reportId}`, window.location.origin)
    const t = Math.round(moment.current)
    if (t > 0) link.searchParams.set('t', String(t))
    if (!(await write(link.href))) return toast.said('The browser did not let it be copied.')
    toast.said(t > 0 ? `Link to ${clock(t)} copied.` : 'Link copied.')
  }
  useShortcuts('Report', [{ keys: 'c', label: 'Copy link to this moment', run: () => void copy() }])
  return {
    copy: () => void copy(),
    setMoment: (ms: number) => {
      moment.current = ms
    },
  }
}
