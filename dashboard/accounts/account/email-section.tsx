import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery } from '@tanstack/react-query'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { Section } from '../../ui/section.tsx'
import { entranceQuery } from '../entrance/entrance-query.ts'
import { checkEmail, checkFilled } from '../fields.ts'
import classes from './account-page.module.css'

/** Only where e-mails are sent: the new address is confirmed by a link. */
export function EmailSection() {
  const { data } = useQuery(entranceQuery)
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: { email: checkEmail, password: checkFilled },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/account/email', nothing, values),
    done: () => {
      toast.said('A link is on its way to the new address.')
      form.reset()
    },
  })
  if (!data?.mail) return null
  return (
    <Section title="E-mail address" about="A link goes to the new address; until it is used, the old one stays.">
      <form onSubmit={submit} className={classes.form} noValidate>
        {error && <Failure error={error} />}
        <TextInput label="New address" type="email" autoComplete="email" {...form.getInputProps('email')} />
        <PasswordInput label="Your password" autoComplete="current-password" {...form.getInputProps('password')} />
        <Button type="submit" loading={pending} className={classes.submit}>
          Send the link
        </Button>
      </form>
    </Section>
  )
}
