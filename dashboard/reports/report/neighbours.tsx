import { ActionIcon, Tooltip } from '@mantine/core'
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReportDetail } from '@vitrine/protocol'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import type { ReportSearch } from '../list/report-search.ts'
import { reportsQuery } from '../list/reports-query.ts'
import classes from './report-header.module.css'

/** Goes through the list that the report was opened from, without a detour over it. */
export function Neighbours({ report: { id, projectId }, list }: { report: ReportDetail; list: ReportSearch }) {
  const queries = useQueryClient()
  const navigate = useNavigate()
  const pages = queries.getQueryData(reportsQuery(projectId, list).queryKey)?.pages ?? []
  const ids = pages.flatMap((page) => page.reports.map((row) => row.id))
  const here = ids.indexOf(id)
  const next = here === -1 ? undefined : ids[here + 1]
  const previous = here === -1 ? undefined : ids[here - 1]
  const go = (reportId: string | undefined) =>
    reportId && void navigate({ to: '/reports/$reportId', params: { reportId }, state: { list }, replace: true })
  const back = () =>
    void navigate({ to: '/projects/$projectId/reports', params: { projectId }, search: list, state: { from: id } })
  useShortcuts('Report', [
    { keys: 'u', label: 'Back to the list', run: back },
    { keys: 'j', label: 'Next report', run: () => go(next) },
    { keys: 'k', label: 'Previous report', run: () => go(previous) },
  ])
  return (
    <span className={classes.neighbours}>
      <Tooltip label="Previous report (k)">
        <ActionIcon aria-label="Previous report" disabled={!previous} onClick={() => go(previous)}>
          <IconChevronUp size={18} />
        </ActionIcon>
      </Tooltip>
      <Tooltip label="Next report (j)">
        <ActionIcon aria-label="Next report" disabled={!next} onClick={() => go(next)}>
          <IconChevronDown size={18} />
        </ActionIcon>
      </Tooltip>
    </span>
  )
}
