import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { mayAdminister, useMe } from '../../shell/me.ts'
import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { InviteDialog } from '../members/invite-dialog.tsx'
import { MemberRow } from '../members/member-row.tsx'
import { organizationRoles } from '../members/roles.ts'
import { type MembersOf, organizationMembersQuery } from '../members/use-members.ts'
import { CodesSection } from './codes-section.tsx'
import { WaitingSection } from './waiting-section.tsx'

const route = getRouteApi('/member/organizations/$organizationId/members')

export function OrganizationMembersPage() {
  const { organizationId } = route.useParams()
  const me = useMe()
  const of: MembersOf = { kind: 'organization', id: organizationId }
  const organization = me.organizations.find(({ id }) => id === organizationId)
  const members = useQuery(organizationMembersQuery(organizationId))
  const mayChange = organization !== undefined && mayAdminister(me, organization)
  const isOwner = me.platformAdmin || organization?.role === 'owner'
  const given = organizationRoles.filter(({ value }) => isOwner || value !== 'owner')
  const [inviting, { open, close }] = useDisclosure()
  return (
    <Page
      title="Members"
      about={`Who belongs to all of ${organization?.name ?? 'this organization'}. Their role counts in each of its projects; a project can have members of its own besides.`}
      actions={
        mayChange && (
          <Button leftSection={<IconUserPlus size={16} />} onClick={open}>
            Invite
          </Button>
        )
      }
    >
      {members.isError && <Failure error={members.error} retry={() => void members.refetch()} />}
      {members.isPending && <Skeleton height={180} radius="lg" />}
      {members.data && (
        <Rows>
          {members.data.map((member) => (
            <MemberRow
              key={member.userId}
              of={of}
              member={member}
              roles={member.role === 'owner' ? organizationRoles : given}
              mayChange={mayChange && (isOwner || member.role !== 'owner')}
            />
          ))}
        </Rows>
      )}
      {mayChange && <WaitingSection organizationId={organizationId} />}
      {mayChange && <CodesSection organizationId={organizationId} />}
      <InviteDialog of={of} roles={given} usual="developer" opened={inviting} onClose={close} />
    </Page>
  )
}
