import { Button } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { Mark } from '../../shell/frame/mark.tsx'
import { CardPage } from '../../ui/card-page.tsx'
import { Outcome } from '../../ui/outcome.tsx'
import { BrokenLinkPage, isBrokenLink } from '../broken-link-page.tsx'
import { useOneTimeToken } from '../one-time-token.ts'
import { ToSignIn } from './to-sign-in.tsx'

/** Opened by the link sent to a member's new address. A button, because mail programs open links by themselves. */
export function ConfirmEmailPage() {
  const { token, isWhole } = useOneTimeToken()
  const confirm = useMutation({ mutationFn: () => api.post('/api/confirm-email', nothing, { token }) })
  if (!isWhole || isBrokenLink(confirm.error))
    return <BrokenLinkPage whatNow="Ask for a new one on your account page." foot={<ToSignIn />} />
  return (
    <CardPage
      title="Your new e-mail address"
      about="From then on you sign in with it."
      mark={<Mark size={40} />}
      foot={<ToSignIn />}
    >
      {confirm.error && <Failure error={confirm.error} />}
      {confirm.isSuccess ? (
        <Outcome title="It is confirmed">Sign in with it next time.</Outcome>
      ) : (
        <Button fullWidth loading={confirm.isPending} onClick={() => confirm.mutate()}>
          Confirm the address
        </Button>
      )}
    </CardPage>
  )
}
