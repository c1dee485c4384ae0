import { Kbd, Modal } from '@mantine/core'
import { keyCaps } from './keystroke.ts'
import { type ShortcutGroup, useShortcutGroups } from './shortcuts.tsx'
import classes from './shortcuts-sheet.module.css'

function Group({ group }: { group: ShortcutGroup }) {
  return (
    <section className={classes.group}>
      <h3>{group.title}</h3>
      <dl>
        {group.shortcuts.map(({ keys, label }) => (
          <div key={keys}>
            <dt>{label}</dt>
            <dd>
              {keyCaps(keys).map((cap) => (
                <Kbd key={cap} size="sm">
                  {cap}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

/** Every shortcut that works on the page it is opened on. */
export function ShortcutsSheet({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const groups = useShortcutGroups()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="Keyboard shortcuts"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.groups}>
        {opened && groups().map((group) => <Group key={group.title} group={group} />)}
      </div>
    </Modal>
  )
}
