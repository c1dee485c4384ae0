import { Button } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { getRouteApi, useLocation } from '@tanstack/react-router'
import type { ReportRow as Report } from '@vitrine/protocol'
import { useMemo, useRef } from 'react'
import { useMayAs } from '../../shell/me.ts'
import { useVirtualRows } from '../../ui/use-virtual-rows.ts'
import { pageNamer } from '../page-name.ts'
import classes from './report-list.module.css'
import { ReportRow } from './report-row.tsx'
import { SelectionBar } from './selection-bar.tsx'
import { useFresh } from './use-fresh.ts'
import { useListKeys } from './use-list-keys.ts'
import { useSelection } from './use-selection.ts'

const route = getRouteApi('/member/projects/$projectId/reports')

type Props = { projectId: string; rows: readonly Report[]; more: { load: () => void; loading: boolean } | undefined }

/** The rows in view, however many are loaded. */
export function ReportList({ projectId, rows, more }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const small = useMediaQuery('(max-width: 960px)', undefined, { getInitialValueInEffect: false })
  const height = small ? 68 : 46
  const mayTriage = useMayAs('agent', projectId)
  const search = route.useSearch()
  const selection = useSelection(rows)
  const nameOf = useMemo(() => pageNamer(rows.map(({ pageUrl }) => pageUrl)), [rows])
  const virtual = useVirtualRows({
    count: rows.length,
    scroller,
    rowHeight: height,
    keyOf: (index) => rows[index]?.id ?? index,
  })
  const fresh = useFresh(rows, scroller, height)
  const from = useLocation({ select: ({ state }) => state.from })
  const { setCursor } = useListKeys(rows, {
    from,
    firstInView: () => Math.ceil((scroller.current?.scrollTop ?? 0) / height),
    show: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    select: mayTriage ? selection.toggle : undefined,
  })
  return (
    <>
      <div ref={scroller} className={classes.scroller} data-scroll-restoration-id="reports">
        <ul className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label="Reports">
          {virtual.getVirtualItems().map(({ index, start, key }) => {
            const report = rows[index]
            if (!report) return null
            return (
              <li
                key={key}
                style={{ transform: `translateY(${start}px)` }}
                aria-setsize={more ? -1 : rows.length}
                aria-posinset={index + 1}
              >
                <ReportRow
                  report={report}
                  from={search}
                  selected={selection.has(report.id)}
                  selectable={mayTriage}
                  fresh={fresh.has(report.id)}
                  page={nameOf?.(report.pageUrl)}
                  onSelect={() => selection.toggle(report.id)}
                  onFocus={() => setCursor(report.id)}
                />
              </li>
            )
          })}
        </ul>
        {more && (
          <Button className={classes.more} variant="default" onClick={more.load} loading={more.loading}>
            Load more
          </Button>
        )}
      </div>
      <SelectionBar projectId={projectId} selected={selection.selected} onClear={selection.clear} />
    </>
  )
}
