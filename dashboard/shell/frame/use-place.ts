import { useQuery } from '@tanstack/react-query'
import { useLocation, useParams } from '@tanstack/react-router'
import { reportQuery } from '../../reports/report-query.ts'
import { useMe } from '../me.ts'
import type { Area } from './places.ts'

/** What the page shown belongs to: named in the address, or through the report in the address. */
export function usePlace() {
  const { projectId, organizationId, reportId } = useParams({ strict: false })
  const administers = useLocation({ select: ({ pathname }) => pathname.startsWith('/administration') })
  const report = useQuery({ ...reportQuery(reportId ?? ''), enabled: reportId !== undefined })
  const { projects, organizations } = useMe()
  const id = projectId ?? report.data?.projectId
  const project = projects.find((project) => project.id === id)
  const organization = organizations.find((organization) => organization.id === organizationId)
  const area: Area | undefined = project
    ? { kind: 'project', id: project.id }
    : organization
      ? { kind: 'organization', id: organization.id }
      : administers
        ? { kind: 'administration' }
        : undefined
  return { area, projectId: id, project, organization, projects, onReport: reportId !== undefined }
}
