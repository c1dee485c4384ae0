import { Menu } from '@mantine/core'
import type { ReportStatus } from '@vitrine/protocol'
import { ChoiceMenu } from './choice-menu.tsx'
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
  const choose = (key: string) => {
    const next = statuses[Number(key) - 1]
    if (next) onChange(next)
    return next !== undefined
  }
  return (
    <ChoiceMenu
      group={group}
      shortcut={{ keys: 's', label: 'Set status' }}
      icon={status && <StatusMark status={status} size={16} />}
      shown={status ? statusLook[status].label : 'Status'}
      label={status ? `Status: ${statusLook[status].label}` : 'Set status'}
      disabled={disabled}
      width={190}
      onKey={choose}
    >
      {statuses.map((one, index) => (
        <Menu.Item
          key={one}
          leftSection={<StatusMark status={one} size={16} />}
          rightSection={<kbd>{index + 1}</kbd>}
          onClick={() => onChange(one)}
        >
          {statusLook[one].label}
        </Menu.Item>
      ))}
    </ChoiceMenu>
  )
}
