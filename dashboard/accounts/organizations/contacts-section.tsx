import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import type { Organization } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { Section } from '../../ui/section.tsx'
import { checkEmail } from '../fields.ts'
import { useChangeOrganization } from './organization-query.ts'
import classes from './organizations.module.css'

const checkOptional = (email: string) => (email === '' ? null : checkEmail(email))
const orNone = (email: string) => (email === '' ? null : email)

type Props = { organization: Organization; mayChange: boolean }

/** Where we write to. Those who only look after the bills change the one address. */
export function ContactsSection({ organization, mayChange }: Props) {
  const change = useChangeOrganization(organization.id)
  const form = useForm({
    initialValues: { billingEmail: organization.billingEmail ?? '', alertEmail: organization.alertEmail ?? '' },
    validate: { billingEmail: checkOptional, alertEmail: checkOptional },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ billingEmail, alertEmail }) =>
      change.mutateAsync({
        billingEmail: orNone(billingEmail),
        ...(mayChange && { alertEmail: orNone(alertEmail) }),
      }),
    done: () => {
      form.resetDirty()
      toast.said('Saved.')
    },
  })
  return (
    <Section title="Where we write to" about="Both may be left empty.">
      <form onSubmit={submit} className={classes.form} noValidate>
        {error && <Failure error={error} />}
        <TextInput label="Bills" type="email" {...form.getInputProps('billingEmail')} />
        <TextInput
          label="Warnings"
          description="For instance when something is about to be deleted, or a new company is to receive data."
          type="email"
          disabled={!mayChange}
          {...form.getInputProps('alertEmail')}
        />
        <Button type="submit" loading={pending} disabled={!form.isDirty()} className={classes.submit}>
          Save
        </Button>
      </form>
    </Section>
  )
}
