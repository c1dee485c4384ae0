import { Button, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { checkEmail } from '../fields.ts'
import { entranceQuery } from './entrance-query.ts'
import { ToSignIn } from './to-sign-in.tsx'

const title = 'Forgot your password?'
const withoutMail =
  'This installation sends no e-mails. Ask an owner of your organization, or whoever runs the installation: they can make a link for you by which you choose a new password.'

/** Asks for a link by which a forgotten password is replaced. Says the same whether or not there is such an account. */
export function ForgotPage() {
  const { data: entrance } = useQuery(entranceQuery)
  const [asked, setAsked] = useState<string>()
  const form = useForm({ initialValues: { email: '' }, validate: { email: checkEmail } })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/ask-reset', nothing, values),
    done: () => setAsked(form.values.email),
  })
  if (entrance?.mail === false)
    return <CardPage title={title} about={withoutMail} mark={<Mark size={40} />} foot={<ToSignIn />} />
  return (
    <CardPage
      title={title}
      about="We send you a link by which you choose a new one."
      mark={<Mark size={40} />}
      foot={<ToSignIn />}
    >
      {asked ? (
        <Outcome icon={<IconMail size={18} />} title="Look into your mail">
          If {asked} has an account here, a link is on its way. It works once, within an hour.
        </Outcome>
      ) : (
        <form onSubmit={submit} noValidate>
          {error && <Failure error={error} />}
          <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
          <Button type="submit" loading={pending} fullWidth mt={4}>
            Send the link
          </Button>
        </form>
      )}
    </CardPage>
  )
}
