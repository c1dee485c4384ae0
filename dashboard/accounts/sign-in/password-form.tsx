import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FoundSignOn, type SignIn, SignOnBegun } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { checkEmail, checkFilled } from '../fields.ts'
import { admission } from './admission.ts'

type Props = { next: string; onEnter: () => void; onAsked: () => void }

/** Address and password; where the organization of the address has a sign-on of its own, that comes first. */
export function PasswordForm({ next, onEnter, onAsked }: Props) {
  const [asking, setAsking] = useState('')
  const form = useForm<SignIn>({
    initialValues: { email: '', password: '' },
    validate: { email: checkEmail, password: checkFilled },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/sign-in', admission, values),
    done: (isAsked) => (isAsked ? onAsked() : onEnter()),
  })
  const found = useQuery({
    queryKey: ['sign-on', asking],
    queryFn: () => api.post('/api/sign-on/find', FoundSignOn, { email: asking }),
    enabled: asking !== '',
    staleTime: 60_000,
  })
  const signOn = useMutation({
    mutationFn: () => api.post('/api/sign-on/begin', SignOnBegun, { email: asking, next }),
    onSuccess: ({ location }) => window.location.assign(location),
  })
  const email = form.getInputProps('email')
  const look = () => setAsking(checkEmail(form.getValues().email) === null ? form.getValues().email : '')
  const takesPassword = found.data?.password !== false
  return (
    <form onSubmit={submit} noValidate>
      {(error ?? signOn.error) && <Failure error={error ?? signOn.error} />}
      <TextInput
        label="E-mail"
        type="email"
        autoComplete="username"
        {...email}
        onBlur={(event) => {
          email.onBlur?.(event)
          look()
        }}
      />
      {found.data?.signOn && (
        <Button fullWidth loading={signOn.isPending} onClick={() => signOn.mutate()}>
          Sign on with your organization
        </Button>
      )}
      {takesPassword && (
        <>
          <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
          <Button type="submit" loading={pending} fullWidth mt={4} variant={found.data?.signOn ? 'default' : 'filled'}>
            Sign in
          </Button>
        </>
      )}
    </form>
  )
}
