import { Alert, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { ExportList } from '../../privacy/exports/export-list.tsx'
import { Failure } from '../../shell/failure.tsx'
import { mayAdminister, useMe, useOwns } from '../../shell/me.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { ContactsSection } from './contacts-section.tsx'
import { DeletionSection } from './deletion-section.tsx'
import { NameAndCodeSection } from './name-and-code-section.tsx'
import { organizationQuery } from './organization-query.ts'

const route = getRouteApi('/member/organizations/$organizationId/settings')

export function OrganizationSettingsPage() {
  const { organizationId } = route.useParams()
  const me = useMe()
  const { data: organization, error, refetch } = useQuery(organizationQuery(organizationId))
  const mine = me.organizations.find(({ id }) => id === organizationId)
  const mayChange = mine !== undefined && mayAdminister(me, mine)
  const mayBill = mayChange || mine?.role === 'billing-admin'
  const owns = useOwns(organizationId)
  return (
    <Page title="Settings" about="What this organization is called, and where we write to about it.">
      {error && <Failure error={error} retry={() => void refetch()} />}
      {!organization && !error && <Skeleton height={320} radius="lg" />}
      {organization && (
        <>
          {!mayBill && <Alert mb="md">Only admins of the organization can change these.</Alert>}
          <NameAndCodeSection organization={organization} mayChange={mayChange} />
          {mayBill && <ContactsSection organization={organization} mayChange={mayChange} />}
          {mine?.role === 'owner' && (
            <Section title="A copy of everything" about="All projects of this organization with all that is in them.">
              <ExportList
                among
                address={`/api/organizations/${organizationId}/exports`}
                subject={{ kind: 'organization', id: organizationId }}
                action="Make a copy of this organization"
                empty="Making one takes seconds for a small organization and some minutes for a large one."
              />
            </Section>
          )}
          {owns && <DeletionSection organization={organization} />}
        </>
      )}
    </Page>
  )
}
