import { Button, Select, Skeleton, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { IconMail } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Registration } from '@vitrine/protocol'
import { useState } from 'react'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { checkEmail, checkName } from '../fields.ts'
import { entranceQuery } from './entrance-query.ts'
import { browserLanguage, languages } from './languages.ts'
import { ToSignIn } from './to-sign-in.tsx'

const about: Record<Registration, string> = {
  closed: 'Nobody can register here by themselves. Ask an admin to invite you.',
  open: 'Confirm your address, choose a password, and you are in.',
  code: 'You need a code: your organization’s own, or one that an admin gave you.',
  approval: 'Confirm your address; an admin then lets you in.',
}

function RegisterForm({ mode, onSent }: { mode: Registration; onSent: (email: string) => void }) {
  const form = useForm({
    initialValues: { email: '', displayName: '', code: '', language: browserLanguage() },
    validate: {
      email: checkEmail,
      displayName: checkName,
      code: (code) => (mode === 'code' && code.trim() === '' ? 'Enter the code.' : null),
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ code, ...values }) => api.post('/api/registrations', nothing, { ...values, ...(code.trim() && { code }) }),
    done: () => onSent(form.values.email),
  })
  return (
    <form onSubmit={submit} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
      <TextInput label="Your name" autoComplete="name" {...form.getInputProps('displayName')} />
      <TextInput label={mode === 'code' ? 'Code' : 'Code, if you have one'} {...form.getInputProps('code')} />
      <Select
        label="Language of our e-mails"
        data={languages}
        allowDeselect={false}
        {...form.getInputProps('language')}
      />
      <Button type="submit" loading={pending} fullWidth mt={4}>
        Register
      </Button>
    </form>
  )
}

export function RegisterPage() {
  const { data, error } = useQuery(entranceQuery)
  const [sent, setSent] = useState<string>()
  return (
    <CardPage title="Register" about={data && about[data.registration]} mark={<Mark size={40} />} foot={<ToSignIn />}>
      {error && <Failure error={error} />}
      {!data && !error && <Skeleton height={240} />}
      {sent && (
        <Outcome icon={<IconMail size={18} />} title="Look into your mail">
          A message is on its way to {sent}. Its link works once, within an hour.
        </Outcome>
      )}
      {data && data.registration !== 'closed' && !sent && <RegisterForm mode={data.registration} onSent={setSent} />}
    </CardPage>
  )
}
