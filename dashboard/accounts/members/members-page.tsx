import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { Failure } from '../../shell/failure.tsx'
import { useMayAs } from '../../shell/me.ts'
import { Page } from '../../ui/page.tsx'
import { Rows } from '../../ui/rows.tsx'
import { InviteDialog } from './invite-dialog.tsx'
import { MemberRow } from './member-row.tsx'
import { projectRoles } from './roles.ts'
import { type MembersOf, membersQuery } from './use-members.ts'

const route = getRouteApi('/member/projects/$projectId/members')

export function MembersPage() {
  const { projectId } = route.useParams()
  const of: MembersOf = { kind: 'project', id: projectId }
  const members = useQuery(membersQuery(projectId))
  const mayChange = useMayAs('admin', projectId)
  const [inviting, { open, close }] = useDisclosure()
  const invite = (
    <Button leftSection={<IconUserPlus size={16} />} onClick={open}>
      Invite
    </Button>
  )
  return (
    <Page
      title="Members"
      about="Who can see this project's reports, and what they may do."
      actions={mayChange && invite}
    >
      {members.isError && <Failure error={members.error} retry={() => void members.refetch()} />}
      {members.isPending && <Skeleton height={180} radius="lg" />}
      {members.data && (
        <Rows>
          {members.data.map((member) => (
            <MemberRow
              key={`${member.userId} ${member.scope}`}
              of={of}
              member={member}
              roles={projectRoles}
              // A role of the organization reaches every project, so it is not this project's to change.
              mayChange={mayChange && member.scope === 'project'}
              note={member.scope === 'organization' ? 'of the organization' : undefined}
            />
          ))}
        </Rows>
      )}
      <InviteDialog of={of} roles={projectRoles} usual="agent" opened={inviting} onClose={close} />
    </Page>
  )
}
