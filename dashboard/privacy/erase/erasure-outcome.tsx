import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck, IconHourglass } from '@tabler/icons-react'
import type { Erasure } from '@vitrine/protocol'
import classes from './erase.module.css'
import { OutcomeList } from './outcome-list.tsx'
import { ReceiptButton } from './receipt-button.tsx'

const words = {
  preview: { title: 'Nothing was deleted', color: 'gray', icon: IconHourglass, says: 'This is only a preview.' },
  pending: {
    title: 'Deleting…',
    color: 'petrol',
    icon: IconHourglass,
    says: 'It goes on by itself, also when you close this.',
  },
  done: {
    title: 'Deleted',
    color: 'green',
    icon: IconCircleCheck,
    says: 'Every place was read again afterwards. What was to be deleted is gone; what has to stay is listed with the reason.',
  },
  failed: {
    title: 'Not everything is gone yet',
    color: 'red',
    icon: IconAlertTriangle,
    says: 'The places marked below still held something when they were read again. It is being tried again by itself.',
  },
} as const

/** How an erasure stands, store by store. */
export function ErasureOutcome({ erasure, onClose }: { erasure: Erasure; onClose: () => void }) {
  const { title, color, icon: Icon, says } = words[erasure.state]
  return (
    <>
      <Alert color={color} icon={<Icon size={18} />} title={title} mb="md">
        {says}
      </Alert>
      <OutcomeList stores={erasure.stores} />
      <div className={classes.buttons}>
        <small className={classes.receipt}>
          Erasure <code>{erasure.id}</code>
        </small>
        <ReceiptButton erasure={erasure} />
        <Button onClick={onClose}>Close</Button>
      </div>
    </>
  )
}
