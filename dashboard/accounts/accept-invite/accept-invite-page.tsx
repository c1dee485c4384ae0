import { Anchor, Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import type { InviteDetails } from '@vitrine/protocol'
import { useState } from 'react'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { CardPage } from '../../ui/card-page.tsx'
import { BrokenLinkPage, isBrokenLink } from '../broken-link-page.tsx'
import { useOneTimeToken } from '../one-time-token.ts'
import { SecondStepCard } from '../sign-in/second-step-card.tsx'
import { inviteQuery, useAcceptInvite, useEnter } from './use-accept-invite.ts'

type FormProps = { token: string; person: InviteDetails; onAsked: () => void }

function AcceptForm({ token, person, onAsked }: FormProps) {
  const { form, submit, pending, error } = useAcceptInvite(token, person, onAsked)
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
  const { token, isWhole } = useOneTimeToken()
  const invite = useQuery({ ...inviteQuery(token), enabled: isWhole })
  const navigate = useNavigate()
  const enter = useEnter()
  const [asked, setAsked] = useState(false)
  // The invitation is used up: whoever starts again does so by signing in.
  if (asked)
    return (
      <SecondStepCard onEnter={enter} onBack={() => void navigate({ to: '/sign-in', search: {}, replace: true })} />
    )
  const foot = (
    <Anchor renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}>
      Sign in with an existing account
    </Anchor>
  )
  if (!isWhole || isBrokenLink(invite.error))
    return (
      <BrokenLinkPage
        title="This invitation does not work"
        whatNow="Ask the person who invited you for a new one."
        foot={foot}
      />
    )
  return (
    <CardPage title="Join the team" about="Choose a password and you are in." mark={<Mark size={40} />} foot={foot}>
      {invite.error && <Failure error={invite.error} retry={() => void invite.refetch()} />}
      {invite.data ? (
        <AcceptForm token={token} person={invite.data} onAsked={() => setAsked(true)} />
      ) : (
        !invite.error && <Skeleton height={268} mt={22} />
      )}
    </CardPage>
  )
}
