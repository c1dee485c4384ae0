import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { Failure } from '../shell/failure.tsx'
import { toast } from '../shell/toast.ts'
import { useFormCall } from '../shell/use-form-call.ts'
import { Section } from '../ui/section.tsx'
import classes from './balance.module.css'
import { picoOf, usdOf } from './dollars.ts'
import { useBalanceChanges } from './use-balance.ts'

/** Who looks after the bills is told before programs are refused. */
export function AlertSection({ organizationId, below }: { organizationId: string; below: string | null }) {
  const { warn } = useBalanceChanges(organizationId)
  const form = useForm({
    initialValues: { below: below ?? '' },
    validate: {
      below: (value) =>
        value.trim() === '' || picoOf(value) !== undefined ? null : 'Enter dollars, such as 25 or 0.50.',
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ below }) => warn.mutateAsync(below.trim() === '' ? null : usdOf(below)),
    done: () => toast.said('Saved.'),
  })
  return (
    <Section title="Warning" about="An e-mail to those who look after the bills, once, when the balance falls below.">
      <form onSubmit={submit} className={classes.inline} noValidate>
        {error && <Failure error={error} />}
        <TextInput
          label="Below, in dollars"
          description="Empty: never."
          inputMode="decimal"
          {...form.getInputProps('below')}
        />
        <Button type="submit" variant="default" loading={pending}>
          Save
        </Button>
      </form>
    </Section>
  )
}
