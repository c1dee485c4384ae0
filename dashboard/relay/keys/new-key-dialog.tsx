import { Button, Modal } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { KeyFields } from './key-fields.tsx'
import { emptyKey, isAmount, type KeyValues, newKeyOf } from './key-values.ts'
import classes from './keys.module.css'
import { ShownKey } from './shown-key.tsx'
import { useMakeKey } from './use-keys.ts'

/** `own`: for the member who makes it. */
type Props = { organizationId: string; own?: boolean; opened: boolean; onClose: () => void }
type FormProps = { organizationId: string; own: boolean; onMade: (secret: string) => void }

function KeyForm({ organizationId, own, onMade }: FormProps) {
  const make = useMakeKey(organizationId, own)
  const form = useForm<KeyValues>({
    initialValues: emptyKey,
    validate: {
      name: (name) => (name.trim() === '' ? 'Say what it is for.' : null),
      spendPerDay: isAmount,
      spendPerMonth: isAmount,
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => make.mutateAsync(newKeyOf(values)),
    done: ({ secret }) => onMade(secret),
  })
  return (
    <form onSubmit={submit} className={classes.dialog} noValidate>
      {error && <Failure error={error} />}
      <KeyFields form={form} isNew />
      <Button type="submit" loading={pending}>
        Make key
      </Button>
    </form>
  )
}

export function NewKeyDialog({ organizationId, own = false, opened, onClose }: Props) {
  const [secret, setSecret] = useState<string>()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setSecret(undefined)}
      title={secret ? 'Your new key' : 'New relay key'}
      // A stray click outside must not lose a key that can't be shown again.
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {secret ? (
        <ShownKey secret={secret} onClose={onClose} />
      ) : (
        <KeyForm organizationId={organizationId} own={own} onMade={setSecret} />
      )}
    </Modal>
  )
}
