import { Checkbox } from '@mantine/core'
import { IconBug, IconFileText, IconPlayerPlay, IconPlugX, IconUserCircle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { ReportRow as Report } from '@vitrine/protocol'
import { counted } from '../../ui/counted.ts'
import { Person } from '../../ui/person.tsx'
import { clock } from '../../ui/time.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { StatusMark } from '../status-mark.tsx'
import classes from './report-row.module.css'
import type { ReportSearch } from './report-search.ts'

type Props = {
  report: Report
  from: ReportSearch
  selected: boolean
  selectable: boolean
  fresh: boolean
  /** Undefined in a list whose reports are all of one page. */
  page: string | undefined
  onSelect: () => void
  onFocus: () => void
}

function Counts({ report: { errors, failedRequests, durationMs } }: { report: Report }) {
  return (
    <span className={classes.counts}>
      {errors > 0 && (
        <span className={classes.errors} title={counted(errors, 'error')}>
          <IconBug size={14} aria-hidden /> {errors}
        </span>
      )}
      {failedRequests > 0 && (
        <span className={classes.failed} title={counted(failedRequests, 'failed request')}>
          <IconPlugX size={14} aria-hidden /> {failedRequests}
        </span>
      )}
      {durationMs > 0 ? (
        <span className={classes.length} title="Length of the replay">
          <IconPlayerPlay size={13} aria-hidden /> {clock(durationMs)}
        </span>
      ) : (
        <span className={classes.length} title="Description only, without a replay">
          <IconFileText size={14} aria-hidden /> text
        </span>
      )}
    </span>
  )
}

/** One report of the list. The title is the link; the whole row leads where it leads. */
export function ReportRow({ report, from, selected, selectable, fresh, page, onSelect, onFocus }: Props) {
  return (
    <div
      className={classes.row}
      data-selected={selected || undefined}
      data-fresh={fresh || undefined}
      data-without-page={page === undefined || undefined}
    >
      <span className={classes.check} data-on={selected || undefined}>
        <StatusMark status={report.status} />
        {selectable && (
          <Checkbox
            size="xs"
            checked={selected}
            onChange={onSelect}
            aria-label={`Select ${report.title}`}
            tabIndex={-1}
          />
        )}
      </span>
      <Link
        id={`report-${report.id}`}
        to="/reports/$reportId"
        params={{ reportId: report.id }}
        state={{ list: from }}
        className={classes.title}
        title={report.title}
        onFocus={onFocus}
      >
        {report.title}
      </Link>
      {page !== undefined && <span className={classes.page}>{page}</span>}
      <Counts report={report} />
      <span className={classes.who}>
        {report.assignee ? (
          <Person name={report.assignee.displayName} size={22} />
        ) : (
          <IconUserCircle size={22} stroke={1.2} aria-label="Nobody assigned" />
        )}
      </span>
      <TimeAgo at={report.createdAt} className={classes.when} />
    </div>
  )
}
