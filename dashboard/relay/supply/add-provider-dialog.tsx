import { Button, Modal, TagsInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { AccessFields } from './access-fields.tsx'
import { type AccessValues, accessOf, accessProblems, emptyAccess } from './access-values.ts'
import classes from './supply.module.css'
import { providersQuery, useSupplyChanges } from './use-supply.ts'

function AddForm({ onDone }: { onDone: () => void }) {
  const { data: providers = [], error: unread } = useQuery(providersQuery)
  const { add } = useSupplyChanges()
  const form = useForm<AccessValues>({
    initialValues: emptyAccess,
    validate: (values) =>
      accessProblems(
        values,
        providers.find(({ id }) => id === values.provider),
      ),
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => add.mutateAsync({ channel: accessOf(values), models: values.models }),
    done: () => {
      toast.said('The provider answered, and is in use.')
      onDone()
    },
  })
  return (
    <form onSubmit={submit} className={classes.form} noValidate>
      {(error ?? unread) && <Failure error={error ?? unread} />}
      <AccessFields form={form} providers={providers} />
      <TagsInput
        label="Models to offer"
        description="As the provider calls them; programs ask for them by the same names."
        comboboxProps={{ withinPortal: false }}
        {...form.getInputProps('models')}
      />
      <Button type="submit" loading={pending}>
        Test and use
      </Button>
    </form>
  )
}

/** Sets up a provider in one go: its credential is tried before anything is kept. */
export function AddProviderDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Add a provider" closeButtonProps={{ 'aria-label': 'Close' }}>
      <AddForm onDone={onClose} />
    </Modal>
  )
}
