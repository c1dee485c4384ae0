import { Anchor, Button, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import type { SignIn } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { nextPage } from '../../shell/next-page.ts'
import { useFormCall } from '../../shell/use-form-call.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { entranceQuery } from '../entrance/entrance-query.ts'
import { checkEmail, checkFilled } from '../fields.ts'

const route = getRouteApi('/sign-in')

/** Ways in for those without a password, as far as there are any. */
function Doors() {
  const { data } = useQuery(entranceQuery)
  return (
    <>
      {data?.mail && (
        <Anchor renderRoot={(props) => <Link to="/forgot-password" {...props} />}>Forgot your password?</Anchor>
      )}
      {data && data.registration !== 'closed' && (
        <Anchor renderRoot={(props) => <Link to="/register" {...props} />}>Register</Anchor>
      )}
      <Anchor href="/privacy">How data is handled here</Anchor>
    </>
  )
}

export function SignInPage() {
  const { next } = route.useSearch()
  const queries = useQueryClient()
  const router = useRouter()
  const form = useForm<SignIn>({
    initialValues: { email: '', password: '' },
    validate: { email: checkEmail, password: checkFilled },
  })
  const { submit, pending, error } = useFormCall(form, {
    call: (values) => api.post('/api/sign-in', nothing, values),
    done: () => {
      queries.clear()
      router.history.push(nextPage(next))
    },
  })
  return (
    <CardPage title="Sign in" mark={<Mark size={40} />} foot={<Doors />}>
      <form onSubmit={submit} noValidate>
        {error && <Failure error={error} />}
        <TextInput label="E-mail" type="email" autoComplete="username" {...form.getInputProps('email')} />
        <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
        <Button type="submit" loading={pending} fullWidth mt={4}>
          Sign in
        </Button>
      </form>
    </CardPage>
  )
}
