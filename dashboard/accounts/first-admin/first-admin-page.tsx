import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import type { FirstAdmin } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { BrokenLinkPage, isBrokenLink } from '../broken-link-page.tsx'
import { checkEmail, checkName, checkPassword } from '../fields.ts'
import { useOneTimeToken } from '../one-time-token.ts'

/** Opened by the link that a new installation prints once. */
export function FirstAdminPage() {
  const { token, isWhole } = useOneTimeToken()
  const navigate = useNavigate()
  const form = useForm<Omit<FirstAdmin, 'token'>>({
    initialValues: { email: '', displayName: '', password: '' },
    validate: { email: checkEmail, displayName: checkName, password: checkPassword },
    validateInputOnBlur: ['email'],
  })
  const { submit, pending, error, problem } = useFormCall(form, {
    call: (values) => api.post('/api/first-admin', nothing, { ...values, token }),
    done: () => navigate({ to: '/', replace: true }),
  })
  if (!isWhole || isBrokenLink(problem))
    return <BrokenLinkPage whatNow="Start the program again: it prints a new one until there is a first admin." />
  return (
    <CardPage
      title="Welcome to Vitrine"
      about="Create the first account of this installation. It can do everything; you invite the others later."
      mark={<Mark size={40} />}
    >
      <form onSubmit={submit} noValidate>
        {error && <Failure error={error} />}
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
        <TextInput label="Your name" autoComplete="name" {...form.getInputProps('displayName')} />
        <PasswordInput
          label="Password"
          description="At least 12 characters. A short sentence works well."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={pending} fullWidth mt={4}>
          Create account
        </Button>
      </form>
    </CardPage>
  )
}
