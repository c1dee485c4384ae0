import { ActionIcon, Button, Menu, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconKey, IconMailForward, IconUserMinus } from '@tabler/icons-react'
import { useState } from 'react'
import { toast } from '../../shell/toast.ts'
import { type Done, InviteResult } from './invite-dialog.tsx'
import type { Listed } from './member-row.tsx'
import classes from './members.module.css'
import { ResetLinkDialog } from './reset-link-dialog.tsx'
import { type MembersOf, useMemberChanges } from './use-members.ts'
import { useResetLink } from './use-reset-link.ts'

type Props = { of: MembersOf; member: Listed; changeable: boolean }

/** What an admin may do to one member, or to an invitation that was not accepted yet. */
export function MemberMenu({ of, member, changeable }: Props) {
  const { userId, displayName, email, invitation } = member
  const { resend, remove } = useMemberChanges(of)
  const [removing, { open, close }] = useDisclosure()
  const [again, setAgain] = useState<Done>()
  const reset = useResetLink(of, userId)
  const drop = () =>
    remove.mutate(userId, { onSuccess: close, onError: (error) => toast.failed('Could not remove the member', error) })
  const send = () =>
    resend.mutate(userId, {
      onSuccess: (invited) => setAgain({ email, invited }),
      onError: (error) => toast.failed('Could not send the invitation', error),
    })
  return (
    <>
      <Menu position="bottom-end" disabled={!changeable}>
        <Menu.Target>
          <ActionIcon
            aria-label={`More about ${displayName}`}
            disabled={!changeable}
            className={changeable ? undefined : classes.unusable}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {invitation && (
            <Menu.Item leftSection={<IconMailForward size={16} />} onClick={send}>
              Send again
            </Menu.Item>
          )}
          {reset.isOffered && !invitation && (
            <Menu.Item leftSection={<IconKey size={16} />} onClick={reset.make}>
              Make a link for a new password
            </Menu.Item>
          )}
          <Menu.Item color="red" leftSection={<IconUserMinus size={16} />} onClick={open}>
            {invitation ? 'Withdraw the invitation' : `Remove from ${of.kind}`}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ResetLinkDialog link={reset.link} displayName={displayName} onClose={reset.forget} />
      <Modal
        opened={again !== undefined}
        onClose={() => setAgain(undefined)}
        title="Invitation ready"
        closeOnClickOutside={false}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {again && <InviteResult {...again} onClose={() => setAgain(undefined)} />}
      </Modal>
      <Modal
        opened={removing}
        onClose={close}
        title={invitation ? `Withdraw the invitation of ${displayName}?` : `Remove ${displayName}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text>
          {invitation
            ? 'Its link stops working at once. You can invite them again at any time.'
            : `${displayName} loses access to this ${of.kind} at once. What they did stays in the reports and in the audit log.`}
        </Text>
        <div className={classes.buttons}>
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={remove.isPending} onClick={drop}>
            {invitation ? 'Withdraw' : 'Remove'}
          </Button>
        </div>
      </Modal>
    </>
  )
}
