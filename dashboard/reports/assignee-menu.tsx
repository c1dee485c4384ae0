import { Menu } from '@mantine/core'
import { IconUserCircle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ReportRow } from '@vitrine/protocol'
import { membersQuery } from '../accounts/members/use-members.ts'
import { useMe } from '../shell/me.ts'
import { Person } from '../ui/person.tsx'
import { ChoiceMenu } from './choice-menu.tsx'

type Props = {
  projectId: string
  /** Undefined: several reports, of which each may have its own. */
  assignee: ReportRow['assignee'] | undefined
  onChange: (userId: string | null) => void
  disabled?: boolean
  /** Part of the shortcuts sheet in which "a" stands. */
  group: string
}

/** "a" opens it, with oneself on top. */
export function AssigneeMenu({ projectId, assignee, onChange, disabled = false, group }: Props) {
  const me = useMe()
  const members = useQuery(membersQuery(projectId))
  const people = (members.data ?? []).filter(({ pending }) => !pending)
  const sorted = people.toSorted((a, b) => Number(b.userId === me.userId) - Number(a.userId === me.userId))
  const name = assignee?.displayName ?? 'Nobody'
  return (
    <ChoiceMenu
      group={group}
      shortcut={{ keys: 'a', label: 'Assign' }}
      icon={assignee ? <Person name={assignee.displayName} size={18} beside /> : <IconUserCircle size={17} />}
      shown={assignee === undefined ? 'Assign' : name}
      label={assignee === undefined ? 'Assign' : `Assignee: ${name}`}
      disabled={disabled}
      width={230}
    >
      {sorted.map(({ userId, displayName }) => (
        <Menu.Item
          key={userId}
          leftSection={<Person name={displayName} size={22} beside />}
          onClick={() => onChange(userId)}
        >
          {displayName}
          {userId === me.userId && ' (you)'}
        </Menu.Item>
      ))}
      {sorted.length > 0 && <Menu.Divider />}
      <Menu.Item leftSection={<IconUserCircle size={22} stroke={1.3} />} onClick={() => onChange(null)}>
        Nobody
      </Menu.Item>
    </ChoiceMenu>
  )
}
