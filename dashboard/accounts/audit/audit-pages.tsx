import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { AuditView } from './audit-view.tsx'

const ofOrganization = getRouteApi('/member/organizations/$organizationId/audit')
const ofInstallation = getRouteApi('/member/administration/audit')

export function OrganizationAuditPage() {
  const { organizationId } = ofOrganization.useParams()
  const navigate = useNavigate()
  return (
    <AuditView
      address={`/api/organizations/${organizationId}/audit`}
      about="Who did what in this organization, and when."
      search={ofOrganization.useSearch()}
      onSearch={(search) =>
        void navigate({ to: '/organizations/$organizationId/audit', params: { organizationId }, search, replace: true })
      }
      withOrganization={false}
    />
  )
}

export function AdministrationAuditPage() {
  const navigate = useNavigate()
  return (
    <AuditView
      address="/api/administration/audit"
      about="Who did what in the whole installation, and when."
      search={ofInstallation.useSearch()}
      onSearch={(search) => void navigate({ to: '/administration/audit', search, replace: true })}
      withOrganization
    />
  )
}
