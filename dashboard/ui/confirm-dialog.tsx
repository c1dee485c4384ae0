import { Button, Modal } from '@mantine/core'
import type { ReactNode } from 'react'
import classes from './confirm-dialog.module.css'

type Props = {
  title: string
  action: string
  opened: boolean
  pending: boolean
  onClose: () => void
  onConfirm: () => void
  children: ReactNode
}

/** Asks before what can't be taken back. */
export function ConfirmDialog({ title, action, opened, pending, onClose, onConfirm, children }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <div className={classes.dialog}>
        <span>{children}</span>
        <div className={classes.actions}>
          <Button color="red" loading={pending} onClick={onConfirm}>
            {action}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </div>
    </Modal>
  )
}
