import { Button, Modal, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { Failure } from '../shell/failure.tsx'
import { toast } from '../shell/toast.ts'
import { useFormCall } from '../shell/use-form-call.ts'
import classes from './balance.module.css'
import { picoOf, usdOf } from './dollars.ts'
import { useBalanceChanges } from './use-balance.ts'

function PaymentForm({ organizationId, onDone }: { organizationId: string; onDone: () => void }) {
  const { pay } = useBalanceChanges(organizationId)
  // Of this form: sent twice, it is booked once.
  const [id] = useState(() => crypto.randomUUID())
  const form = useForm({
    initialValues: { amount: '' },
    validate: {
      amount: (value) => ((picoOf(value) ?? 0n) > 0n ? null : 'Enter dollars, such as 25 or 0.50.'),
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ amount }) => pay.mutateAsync({ id, kind: 'top-up', amount: usdOf(amount) }),
    done: () => {
      toast.said('The payment is booked.')
      onDone()
    },
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="Dollars" inputMode="decimal" data-autofocus {...form.getInputProps('amount')} />
      <Button type="submit" loading={pending}>
        Book
      </Button>
    </form>
  )
}

/** What the operator was paid outside of this program. */
export function PaymentDialog(props: { organizationId: string; opened: boolean; onClose: () => void }) {
  const { organizationId, opened, onClose } = props
  return (
    <Modal opened={opened} onClose={onClose} title="Enter a payment" closeButtonProps={{ 'aria-label': 'Close' }}>
      <PaymentForm organizationId={organizationId} onDone={onClose} />
    </Modal>
  )
}
