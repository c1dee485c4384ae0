import { Button, PasswordInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { BrokenLinkPage, isBrokenLink } from '../broken-link-page.tsx'
import { checkPassword } from '../fields.ts'
import { useOneTimeToken } from '../one-time-token.ts'
import { ToSignIn } from './to-sign-in.tsx'

/** Opened by the link of an e-mail. */
export function ResetPage() {
  const { token, isWhole } = useOneTimeToken()
  const navigate = useNavigate()
  const form = useForm({ initialValues: { password: '' }, validate: { password: checkPassword } })
  const { submit, pending, error, problem } = useFormCall(form, {
    call: (values) => api.post('/api/reset-password', nothing, { ...values, token }),
    done: () => navigate({ to: '/sign-in', search: { changed: true }, replace: true }),
  })
  if (!isWhole || isBrokenLink(problem))
    return <BrokenLinkPage whatNow="Ask for a new one, as you asked for this." foot={<ToSignIn />} />
  return (
    <CardPage
      title="Choose a new password"
      about="Every sign-in with the old one ends. You sign in with the new one afterwards."
      mark={<Mark size={40} />}
      foot={<ToSignIn />}
    >
      <form onSubmit={submit} noValidate>
        {error && <Failure error={error} />}
        <PasswordInput
          label="New password"
          description="At least 12 characters. A short sentence works well."
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <Button type="submit" loading={pending} fullWidth mt={4}>
          Change password
        </Button>
      </form>
    </CardPage>
  )
}
