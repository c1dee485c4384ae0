import { Skeleton } from '@mantine/core'
import { IconEraser } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router'
import type { ReportDetail } from '@vitrine/protocol'
import { useState } from 'react'
import { erasedHere } from '../../privacy/erase/use-erase.ts'
import { Failure } from '../../shell/failure.tsx'
import { useProjectNews } from '../../shell/live.tsx'
import { NotFound } from '../../shell/not-found.tsx'
import { isFailure } from '../../shell/request-failed.ts'
import { Empty } from '../../ui/empty.tsx'
import { LinkButton } from '../../ui/link-button.tsx'
import { reportQuery } from '../report-query.ts'
import { ReportBody } from './report-body.tsx'
import { ReportHeader } from './report-header.tsx'
import classes from './report-page.module.css'
import { useCopyLink } from './use-copy-link.ts'

const route = getRouteApi('/member/reports/$reportId')

function Waiting() {
  return (
    <output className={classes.page} aria-label="Loading report">
      <div className={classes.waitingHeader}>
        <Skeleton height={18} width="38%" />
      </div>
      <div className={classes.waitingBody}>
        <Skeleton height="100%" />
        <Skeleton height="100%" />
      </div>
    </output>
  )
}

function Gone({ projectId }: { projectId: string }) {
  return (
    <Empty
      heading="h1"
      icon={<IconEraser size={24} />}
      title="This report was deleted"
      action={
        <LinkButton
          variant="default"
          render={(props) => <Link to="/projects/$projectId/reports" params={{ projectId }} {...props} />}
        >
          Back to reports
        </LinkButton>
      }
    >
      Everything it held is gone for good. The outcome is kept under Erasures.
    </Empty>
  )
}

function Loaded({ report }: { report: ReportDetail }) {
  const { t } = route.useSearch()
  const navigate = useNavigate()
  const copyLink = useCopyLink(report.id)
  const leave = () => void navigate({ to: '/projects/$projectId/reports', params: { projectId: report.projectId } })
  return (
    <div className={classes.page}>
      <title>{`${report.title} · Vitrine`}</title>
      <ReportHeader report={report} onCopyLink={copyLink.copy} onErased={leave} />
      <ReportBody report={report} startMs={t} onMoment={copyLink.setMoment} />
    </div>
  )
}

export function ReportPage() {
  const { reportId } = route.useParams()
  const { data: report, error, refetch } = useQuery(reportQuery(reportId))
  const queries = useQueryClient()
  const [erased, setErased] = useState<string>()
  useProjectNews(report?.projectId, (news) => {
    if (!('reportId' in news) || news.reportId !== reportId) return
    if (news.kind === 'report-changed') void queries.invalidateQueries(reportQuery(reportId))
    if (news.kind === 'report-erased' && !erasedHere(queries, { kind: 'report', id: reportId })) setErased(reportId)
  })
  if (report && erased === reportId) return <Gone projectId={report.projectId} />
  if (report) return <Loaded key={report.id} report={report} />
  if (isFailure(error, 'not-found')) return <NotFound />
  if (error)
    return (
      <div className={classes.failure}>
        <Failure error={error} retry={() => void refetch()} />
      </div>
    )
  return <Waiting />
}
