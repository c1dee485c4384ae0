import { Alert, Anchor } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, Link, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Mark } from '../../shell/frame/mark.tsx'
import { nextPage } from '../../shell/next-page.ts'
import { CardPage } from '../../ui/card-page.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { entranceQuery } from '../entrance/entrance-query.ts'
import { PasswordForm } from './password-form.tsx'
import { SecondStepCard } from './second-step-card.tsx'

const route = getRouteApi('/sign-in')

/** Ways in for those without a password, as far as there are any. */
function Doors() {
  const { data } = useQuery(entranceQuery)
  return (
    <>
      {data?.mail && (
        <Anchor renderRoot={(props) => <Link to="/forgot-password" {...props} />}>Forgot your password?</Anchor>
      )}
      {data && !data.mail && <span>Forgot your password? Ask an owner of your organization for a link.</span>}
      {data && data.registration !== 'closed' && (
        <Anchor renderRoot={(props) => <Link to="/register" {...props} />}>Register</Anchor>
      )}
      <Anchor href="/privacy">How data is handled here</Anchor>
    </>
  )
}

/** Why an organization's sign-on did not let somebody in. */
const problems: Record<string, string> = {
  lapsed: 'That took too long, or it was begun in another browser. Start again.',
  refused: 'Your organization’s sign-on did not let you in. Try again, or ask whoever looks after it.',
  unverified: 'Your organization’s sign-on has not verified your e-mail address. Ask whoever looks after it.',
  foreign: 'You signed on with an address of another domain. Use the address of your organization.',
  taken: 'Your account is used beyond this organization. Sign in with its password.',
}

export function SignInPage() {
  const { next, problem, changed } = route.useSearch()
  const queries = useQueryClient()
  const router = useRouter()
  const [asked, setAsked] = useState(false)
  const enter = () => {
    queries.clear()
    router.history.push(nextPage(next))
  }
  if (asked) return <SecondStepCard onEnter={enter} onBack={() => setAsked(false)} />
  return (
    <CardPage title="Sign in" mark={<Mark size={40} />} foot={<Doors />}>
      {problem && problems[problem] && (
        <Alert color="red" mb="md" role="alert">
          {problems[problem]}
        </Alert>
      )}
      {changed && (
        <Outcome title="Your password is changed">
          Sign in with the new one. Where two-step sign-in is on, a code is asked for as well.
        </Outcome>
      )}
      <PasswordForm next={nextPage(next)} onEnter={enter} onAsked={() => setAsked(true)} />
    </CardPage>
  )
}
