import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { Failure } from '../../../shell/failure.tsx'
import { secondStepNeeded } from '../../../shell/second-step-needed.ts'
import { SecondStepDialog } from './second-step-dialog.tsx'
import { secondStepQuery } from './second-step-query.ts'

/** Leads whoever was refused for the want of a second step through setting it up, and back to where they were. */
export function SecondStepNeeded({ asked }: { asked: boolean }) {
  const queries = useQueryClient()
  const router = useRouter()
  const { data, error } = useQuery({ ...secondStepQuery, staleTime: 0, enabled: asked })
  const leave = (isDone: boolean) => {
    secondStepNeeded.set({ asked: false, putOff: !isDone })
    if (isDone) void queries.invalidateQueries().then(() => router.invalidate())
  }
  const names = data?.requiredBy.join(' and ')
  return (
    <SecondStepDialog
      task={asked ? 'begin' : undefined}
      onClose={leave}
      why={
        error ? (
          <Failure error={error} />
        ) : (
          <>
            <strong>{names || 'This organization'} asks its members for two-step sign-in.</strong>
            <span>
              {data?.hasPassword === false
                ? 'You have no password here that it could protect. Sign in by your organization’s own sign-on instead.'
                : 'Have an authenticator app at hand; it takes a minute. Then you go on where you are.'}
            </span>
          </>
        )
      }
      canBegin={data?.hasPassword !== false}
    />
  )
}
