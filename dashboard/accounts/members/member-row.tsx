import { ActionIcon, Badge, Button, Menu, Modal, Select, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconUserMinus } from '@tabler/icons-react'
import type { Member, ProjectRole } from '@vitrine/protocol'
import { useMe } from '../../shell/me.ts'
import { toast } from '../../shell/toast.ts'
import { Person } from '../../ui/person.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './members.module.css'
import { roles } from './roles.ts'
import { useMemberChanges } from './use-members.ts'

type Props = { projectId: string; member: Member; mayChange: boolean }

export function MemberRow({ projectId, member, mayChange }: Props) {
  const me = useMe()
  const { changeRole, remove } = useMemberChanges(projectId)
  const [removing, { open, close }] = useDisclosure()
  const { userId, displayName, email, role, scope, pending, since } = member
  // A role of the organization reaches every project, so it is not this project's to change.
  const changeable = mayChange && scope === 'project'
  const change = (next: string | null) =>
    changeRole.mutate(
      { userId, role: next as ProjectRole },
      { onError: (error) => toast.failed('Could not change the role', error) },
    )
  const drop = () =>
    remove.mutate(userId, { onSuccess: close, onError: (error) => toast.failed('Could not remove the member', error) })
  return (
    <li className={classes.row}>
      <Person name={displayName} size={36} beside />
      <div className={classes.who}>
        <strong>
          {displayName}
          {userId === me.userId && <span className={classes.you}>you</span>}
        </strong>
        <small>{email}</small>
      </div>
      <small className={classes.since}>
        {pending ? (
          <Badge color="amber" variant="light">
            Invited
          </Badge>
        ) : (
          <>
            Joined <TimeAgo at={since} />
          </>
        )}
      </small>
      {changeable ? (
        <Select
          className={classes.role}
          aria-label={`Role of ${displayName}`}
          data={roles.map(({ value, label }) => ({ value, label }))}
          value={changeRole.variables?.role ?? role}
          onChange={change}
          allowDeselect={false}
          withCheckIcon={false}
        />
      ) : (
        <span className={classes.role}>
          {roles.find(({ value }) => value === role)?.label}
          {scope === 'organization' && <small>of the organization</small>}
        </span>
      )}
      <Menu position="bottom-end" disabled={!changeable}>
        <Menu.Target>
          <ActionIcon
            aria-label={`More about ${displayName}`}
            disabled={!changeable}
            data-invisible={!changeable || undefined}
          >
            <IconDots size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item color="red" leftSection={<IconUserMinus size={16} />} onClick={open}>
            Remove from project
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={removing}
        onClose={close}
        title={`Remove ${displayName}?`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Text>
          {displayName} loses access to this project at once. What they did stays in the reports and in the audit log.
        </Text>
        <div className={classes.buttons}>
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button color="red" loading={remove.isPending} onClick={drop}>
            Remove
          </Button>
        </div>
      </Modal>
    </li>
  )
}
