import { Alert, Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Failure } from '../../../shell/failure.tsx'
import { Section } from '../../../ui/section.tsx'
import { TimeAgo } from '../../../ui/time-ago.tsx'
import classes from '../account-page.module.css'
import { SecondStepDialog, type Task } from './second-step-dialog.tsx'
import { secondStepQuery } from './second-step-query.ts'

const about =
  'With it, signing in takes your password and a code from an app on your phone: a password that leaks is not enough.'

export function SecondStepSection() {
  const [task, setTask] = useState<Task>()
  const state = useQuery(secondStepQuery)
  const { since, requiredBy = [], recoveryCodesLeft = 0, hasPassword = true } = state.data ?? {}
  return (
    <Section title="Two-step sign-in" about={about}>
      {state.isError && <Failure error={state.error} retry={() => void state.refetch()} />}
      {state.isPending && <Skeleton height={60} />}
      {state.data && !since && requiredBy.length > 0 && (
        <Alert color="amber" mb="md" title={`${requiredBy.join(' and ')} asks its members for this`}>
          Until it is on, you don’t get at what is there.
        </Alert>
      )}
      {state.data && !hasPassword && (
        <p>Your organization’s own sign-on lets you in, so there is no password to secure.</p>
      )}
      {state.data && hasPassword && !since && <Button onClick={() => setTask('begin')}>Switch on</Button>}
      {state.data && since && (
        <>
          <p>
            On since <TimeAgo at={since} />. {recoveryCodesLeft} of 10 recovery codes left.
          </p>
          <div className={classes.actions}>
            <Button variant="default" onClick={() => setTask('renew')}>
              New recovery codes
            </Button>
            <Button variant="default" color="red" onClick={() => setTask('end')}>
              Switch off
            </Button>
          </div>
        </>
      )}
      <SecondStepDialog task={task} onClose={() => setTask(undefined)} />
    </Section>
  )
}
