import { Alert, Button, Checkbox, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { WebhookEvent } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CopyCode } from '../../ui/copy-code.tsx'
import classes from '../supply/supply.module.css'
import { events, eventWords } from './event-words.ts'
import { useWebhookChanges } from './use-webhooks.ts'

type Values = { url: string; events: WebhookEvent[] }

function WebhookForm({ organizationId, onMade }: { organizationId: string; onMade: (secret: string) => void }) {
  const { add } = useWebhookChanges(organizationId)
  const form = useForm<Values>({
    initialValues: { url: '', events: ['balance.low'] },
    validate: {
      url: (url) => (URL.canParse(url) ? null : 'Enter an address, such as https://hooks.example.com/vitrine.'),
      events: (chosen) => (chosen.length === 0 ? 'Choose what it hears of.' : null),
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => add.mutateAsync(values),
    done: ({ secret }) => onMade(secret),
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="Address" inputMode="url" data-autofocus {...form.getInputProps('url')} />
      <Checkbox.Group label="It is called when" {...form.getInputProps('events')}>
        {events.map((event) => (
          <Checkbox key={event} value={event} label={eventWords[event]} mt={10} />
        ))}
      </Checkbox.Group>
      <Button type="submit" loading={pending}>
        Add
      </Button>
    </form>
  )
}

export function NewWebhookDialog(props: { organizationId: string; opened: boolean; onClose: () => void }) {
  const { organizationId, opened, onClose } = props
  const [secret, setSecret] = useState<string>()
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      onExitTransitionEnd={() => setSecret(undefined)}
      title={secret ? 'Its secret' : 'New webhook'}
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {secret ? (
        <div className={classes.form}>
          <Alert title="Copy it now: it is shown only this once">
            Each call is signed with it, as Standard Webhooks says. Check it before you believe a call.
          </Alert>
          <CopyCode code={secret} label="Copy secret" />
          <Button variant="default" onClick={onClose}>
            Done
          </Button>
        </div>
      ) : (
        <WebhookForm organizationId={organizationId} onMade={setSecret} />
      )}
    </Modal>
  )
}
