import { Button, Menu } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useShortcuts } from '../ui/shortcuts.tsx'

type Props = {
  /** Part of the shortcuts sheet in which the key stands, and the key that opens it. */
  group: string
  shortcut: { keys: string; label: string }
  icon: ReactNode
  /** What is chosen, as the button shows it and as it is read out. */
  shown: string
  label: string
  disabled: boolean
  width: number
  /** A key pressed while it is open. Answering true closes it. */
  onKey?: (key: string) => boolean
  /** The choices. */
  children: ReactNode
}

/** A property of a report, and the menu to change it with. */
export function ChoiceMenu({ group, shortcut, icon, shown, label, disabled, width, onKey, children }: Props) {
  const [opened, setOpened] = useState(false)
  useShortcuts(group, disabled ? [] : [{ ...shortcut, run: () => setOpened(true) }])
  const press = ({ key }: KeyboardEvent) => {
    if (onKey?.(key)) setOpened(false)
  }
  return (
    <Menu position="bottom-start" width={width} opened={opened} onChange={setOpened}>
      <Menu.Target>
        <Button
          variant="default"
          size="xs"
          disabled={disabled}
          leftSection={icon}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={label}
        >
          {shown}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }} onKeyDown={press}>
        {children}
      </Menu.Dropdown>
    </Menu>
  )
}
