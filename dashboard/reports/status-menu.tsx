import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReportStatus } from '@vitrine/protocol'
import { type KeyboardEvent, useState } from 'react'
import { useShortcuts } from '../ui/shortcuts.tsx'
import { statuses, statusLook } from './status.ts'
import { StatusMark } from './status-mark.tsx'

type Props = {
  /** Undefined: several reports, of which each may have its own. */
  status: ReportStatus | undefined
  onChange: (status: ReportStatus) => void
  disabled?: boolean
  /** Part of the shortcuts sheet in which "s" stands. */
  group: string
}

/** "s" opens it, a digit chooses. */
export function StatusMenu({ status, onChange, disabled = false, group }: Props) {
  const [opened, setOpened] = useState(false)
  useShortcuts(group, disabled ? [] : [{ keys: 's', label: 'Set status', run: () => setOpened(true) }])
  const choose = (next: ReportStatus) => {
    setOpened(false)
    onChange(next)
  }
  const pressed = ({ key }: KeyboardEvent) => {
    const next = statuses[Number(key) - 1]
    if (next) choose(next)
  }
  return (
    <Menu position="bottom-start" width={190} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          disabled={disabled}
          leftSection={status && <StatusMark status={status} size={16} />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={status ? `Status: ${statusLook[status].label}` : 'Set status'}
        >
          {status ? statusLook[status].label : 'Status'}
        </Button>
      </Menu.Target>
      <Menu.Dropdown onKeyDown={pressed}>
        {statuses.map((one, index) => (
          <Menu.Item
            key={one}
            leftSection={<StatusMark status={one} size={16} />}
            rightSection={<kbd>{index + 1}</kbd>}
            onClick={() => choose(one)}
          >
            {statusLook[one].label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
