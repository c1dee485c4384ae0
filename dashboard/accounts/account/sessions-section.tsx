import { Badge, Button, Skeleton } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { LoginSession } from '@vitrine/protocol'
import { api, nothing } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { toast } from '../../shell/toast.ts'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './account-page.module.css'

/** Where the member is signed in, and how to end that from here. */
export function SessionsSection() {
  const queries = useQueryClient()
  const sessions = useQuery({
    queryKey: ['sessions'],
    queryFn: ({ signal }) => api.get('/api/account/sessions', LoginSession.array(), signal),
  })
  const end = useMutation({
    mutationFn: (id?: string) => api.delete(`/api/account/sessions${id ? `/${id}` : ''}`, nothing),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['sessions'] }),
    onError: (error) => toast.failed('Could not sign out there', error),
  })
  return (
    <Section
      title="Where you are signed in"
      about="If you don’t know one of these, sign out there and change your password."
    >
      {sessions.isError && <Failure error={sessions.error} retry={() => void sessions.refetch()} />}
      {sessions.isPending && <Skeleton height={80} />}
      <ul className={classes.list}>
        {sessions.data?.map(({ id, browser, since, lastUsed, current, signOn }) => (
          <li key={id} className={classes.row}>
            <div>
              <strong>{browser}</strong>
              <small>
                Since <TimeAgo at={since} />, last used <TimeAgo at={lastUsed} />
                {signOn && <> · by the sign-on of {signOn}</>}
              </small>
            </div>
            {current ? (
              <Badge variant="light">This browser</Badge>
            ) : (
              <Button
                variant="default"
                size="compact-sm"
                onClick={() => end.mutate(id)}
                aria-label={`Sign out of ${browser}`}
              >
                Sign out
              </Button>
            )}
          </li>
        ))}
      </ul>
      {sessions.data && sessions.data.length > 1 && (
        <Button variant="default" loading={end.isPending} onClick={() => end.mutate(undefined)}>
          Sign out everywhere else
        </Button>
      )}
    </Section>
  )
}
