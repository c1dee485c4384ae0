import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { reportQuery } from '../../reports/report-query.ts'
import { useMe } from '../me.ts'

/** The project that the page shown belongs to: named in the address, or through the report in the address. */
export function usePlace() {
  const { projectId, reportId } = useParams({ strict: false })
  const report = useQuery({ ...reportQuery(reportId ?? ''), enabled: reportId !== undefined })
  const { projects } = useMe()
  const id = projectId ?? report.data?.projectId
  return {
    projectId: id,
    project: projects.find((project) => project.id === id),
    projects,
    onReport: reportId !== undefined,
  }
}
