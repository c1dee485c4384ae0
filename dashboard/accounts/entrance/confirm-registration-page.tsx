import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { RegistrationDetails, RegistrationOutcome } from '@vitrine/protocol'
import { useState } from 'react'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { BrokenLinkPage, isBrokenLink } from '../broken-link-page.tsx'
import { checkName, checkPassword } from '../fields.ts'
import { useOneTimeToken } from '../one-time-token.ts'
import { ToSignIn } from './to-sign-in.tsx'

const buttons = { join: 'Join', found: 'Create the account', wait: 'Ask to be let in' }

type FormProps = { token: string; details: RegistrationDetails; onWaiting: () => void }

function ConfirmForm({ token, details, onWaiting }: FormProps) {
  const { next, email, organization } = details
  const queries = useQueryClient()
  const navigate = useNavigate()
  const form = useForm({
    initialValues: { password: '', organizationName: '' },
    validate: {
      password: (value) => (next === 'wait' ? null : checkPassword(value)),
      organizationName: (value) => (next === 'found' ? checkName(value) : null),
    },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: ({ password, organizationName }) =>
      api.post('/api/complete-registration', RegistrationOutcome, {
        token,
        ...(next !== 'wait' && { password }),
        ...(next === 'found' && { organizationName }),
      }),
    done: ({ state }) => {
      if (state === 'waiting') return onWaiting()
      queries.removeQueries({ queryKey: ['me'] })
      return navigate({ to: '/', replace: true })
    },
  })
  return (
    <form onSubmit={submit} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="E-mail" value={email} readOnly autoComplete="username" />
      {organization && <TextInput label="Organization" value={organization} readOnly />}
      {next === 'found' && <TextInput label="Name of your organization" {...form.getInputProps('organizationName')} />}
      {next !== 'wait' && (
        <PasswordInput
          label="Password"
          description="At least 12 characters. A short sentence works well."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
      )}
      <Button type="submit" loading={pending} fullWidth mt={4}>
        {buttons[next]}
      </Button>
    </form>
  )
}

/** Opened by the link that shows that the address is theirs. */
export function ConfirmRegistrationPage() {
  const { token, isWhole } = useOneTimeToken()
  const [waiting, setWaiting] = useState(false)
  const details = useQuery({
    queryKey: ['registration', token],
    queryFn: ({ signal }) => api.get(`/api/registrations/${encodeURIComponent(token)}`, RegistrationDetails, signal),
    retry: false,
    enabled: isWhole,
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (!isWhole || isBrokenLink(details.error))
    return <BrokenLinkPage whatNow="Register again for a new one." foot={<ToSignIn />} />
  return (
    <CardPage title="Your address is confirmed" mark={<Mark size={40} />} foot={<ToSignIn />}>
      {details.error && <Failure error={details.error} />}
      {details.isPending && <Skeleton height={200} />}
      {waiting && (
        <Outcome title="Your request is on its way">
          An admin decides about it. You get an e-mail when you are let in.
        </Outcome>
      )}
      {details.data && !waiting && (
        <ConfirmForm token={token} details={details.data} onWaiting={() => setWaiting(true)} />
      )}
    </CardPage>
  )
}
