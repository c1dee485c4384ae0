import { Button, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { RelayKey } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { KeyFields } from './key-fields.tsx'
import { isAmount, type KeyValues, limitsOf, valuesOf } from './key-values.ts'
import classes from './keys.module.css'
import { useKeyChanges } from './use-keys.ts'

type Props = { organizationId: string; relayKey: RelayKey; opened: boolean; onClose: () => void }

function LimitsForm({ organizationId, relayKey, onClose }: Omit<Props, 'opened'>) {
  const { change } = useKeyChanges(organizationId)
  const form = useForm<KeyValues>({
    initialValues: valuesOf(relayKey),
    validate: {
      name: (name) => (name.trim() === '' ? 'Say what it is for.' : null),
      spendPerDay: isAmount,
      spendPerMonth: isAmount,
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => {
      const { name, models, networks } = values
      return change.mutateAsync({ id: relayKey.id, change: { name, models, networks, limits: limitsOf(values) } })
    },
    done: onClose,
  })
  return (
    <form onSubmit={submit} className={classes.dialog} noValidate>
      {error && <Failure error={error} />}
      <KeyFields form={form} isNew={false} />
      <Button type="submit" loading={pending}>
        Save
      </Button>
    </form>
  )
}

/** Changes what a key is good for; it counts from the next request on. */
export function LimitsDialog({ opened, onClose, ...rest }: Props) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={`Limits of ${rest.relayKey.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <LimitsForm {...rest} onClose={onClose} />
    </Modal>
  )
}
