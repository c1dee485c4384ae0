import { Skeleton } from '@mantine/core'
import { IconInbox, IconPlugConnected, IconSearchOff } from '@tabler/icons-react'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { Empty } from '../../ui/empty.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { FilterBar } from './filter-bar.tsx'
import { ReportList } from './report-list.tsx'
import classes from './reports-page.module.css'
import { useReports } from './use-reports.ts'

const route = getRouteApi('/member/projects/$projectId/reports')

function Waiting() {
  return (
    <output className={classes.waiting} aria-label="Loading reports">
      {Array.from({ length: 9 }, (_, row) => (
        <Skeleton key={row} height={18} width={`${88 - ((row * 17) % 45)}%`} />
      ))}
    </output>
  )
}

function Nothing({ projectId, filtered }: { projectId: string; filtered: boolean }) {
  if (filtered)
    return (
      <Empty
        icon={<IconSearchOff size={24} />}
        title="No report matches"
        action={
          <LinkButton variant="default" render={(props) => <Link to="." search={{}} {...props} />}>
            Clear filters
          </LinkButton>
        }
      />
    )
  return (
    <Empty
      icon={<IconInbox size={24} />}
      title="Waiting for the first report"
      action={
        <LinkButton
          leftSection={<IconPlugConnected size={16} />}
          render={(props) => <Link to="/projects/$projectId/set-up" params={{ projectId }} {...props} />}
        >
          Set up the snippet
        </LinkButton>
      }
    >
      Once the snippet is on your site, what visitors report shows up here by itself, with a replay of what they saw.
    </Empty>
  )
}

export function ReportsPage() {
  const { projectId } = route.useParams()
  const search = route.useSearch()
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useReports(
    projectId,
    search,
  )
  const rows = data?.pages.flatMap((page) => page.reports) ?? []
  return (
    <div className={classes.page}>
      <title>Reports · Vitrine</title>
      <FilterBar projectId={projectId} search={search} />
      {error && (
        <div className={classes.failure}>
          <Failure error={error} retry={() => void refetch()} />
        </div>
      )}
      {isPending && <Waiting />}
      {data && rows.length === 0 && <Nothing projectId={projectId} filtered={Object.keys(search).length > 0} />}
      {rows.length > 0 && (
        <ReportList
          key={JSON.stringify(search)}
          projectId={projectId}
          rows={rows}
          more={hasNextPage ? { load: () => void fetchNextPage(), loading: isFetchingNextPage } : undefined}
        />
      )}
    </div>
  )
}
