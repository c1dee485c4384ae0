import { Anchor, Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { InviteDetails } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { CardPage } from '../../ui/card-page.tsx'
import { useOneTimeToken } from '../one-time-token.ts'
import { inviteQuery, useAcceptInvite } from './use-accept-invite.ts'

function AcceptForm({ token, person }: { token: string; person: InviteDetails }) {
  const { form, submit, pending, error } = useAcceptInvite(token, person)
  return (
    <form onSubmit={submit} noValidate>
      {error && <Failure error={error} />}
      <TextInput label="E-mail" value={person.email} readOnly autoComplete="username" />
      <TextInput label="Your name" autoComplete="name" {...form.getInputProps('displayName')} />
      <PasswordInput
        label="Password"
        description="At least 12 characters. A short sentence works well."
        autoComplete="new-password"
        {...form.getInputProps('password')}
      />
      <Button type="submit" loading={pending} fullWidth mt={4}>
        Join
      </Button>
    </form>
  )
}

/** Opened by the one-time link that an admin made with "Invite". */
export function AcceptInvitePage() {
  const token = useOneTimeToken()
  const invite = useQuery(inviteQuery(token))
  const foot = (
    <Anchor renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}>
      Sign in with an existing account
    </Anchor>
  )
  if (invite.isError)
    return (
      <CardPage
        title="This invitation does not work"
        about="It was used already, or its hour is over. Ask the person who invited you for a new one."
        mark={<Mark size={40} />}
        foot={foot}
      />
    )
  return (
    <CardPage title="Join the team" about="Choose a password and you are in." mark={<Mark size={40} />} foot={foot}>
      {invite.data ? <AcceptForm token={token} person={invite.data} /> : <Skeleton height={268} mt={22} />}
    </CardPage>
  )
}
