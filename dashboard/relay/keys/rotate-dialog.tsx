import { Button, Modal, Select } from '@mantine/core'
import type { RelayKey } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import classes from './keys.module.css'
import { ShownKey } from './shown-key.tsx'
import { useKeyChanges } from './use-keys.ts'

const overlaps = [
  { value: '0', label: 'Ends at once' },
  { value: '1', label: 'Works for another hour' },
  { value: '24', label: 'Works for another day' },
  { value: '168', label: 'Works for another week' },
]

type Props = { organizationId: string; relayKey: RelayKey; opened: boolean; onClose: () => void }

/** A new key in the place of one that there is, which goes on working for a while. */
export function RotateDialog({ organizationId, relayKey: { id, name }, opened, onClose }: Props) {
  const [overlap, setOverlap] = useState<string | null>('24')
  const [secret, setSecret] = useState<string>()
  const { rotate } = useKeyChanges(organizationId)
  const begin = () =>
    rotate.mutate({ id, overlapHours: Number(overlap) }, { onSuccess: (made) => setSecret(made.secret) })
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setSecret(undefined)}
      title={secret ? 'Your new key' : `Replace ${name}`}
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {secret ? (
        <ShownKey secret={secret} onClose={onClose} />
      ) : (
        <div className={classes.dialog}>
          {rotate.isError && <Failure error={rotate.error} />}
          <Select
            label="The one there is"
            data={overlaps}
            allowDeselect={false}
            value={overlap}
            onChange={setOverlap}
          />
          <Button onClick={begin} loading={rotate.isPending}>
            Make its successor
          </Button>
        </div>
      )}
    </Modal>
  )
}
