import { Button } from '@mantine/core'
import { isFailure } from './request-failed.ts'
import { secondStepNeeded } from './second-step-needed.ts'

/** What helps against a refusal for the want of a second step; nothing with any other. */
export const SetUpSecondStep = ({ error }: { error: unknown }) =>
  isFailure(error, 'second-step-required') && (
    <Button mt="xs" size="compact-sm" display="block" onClick={() => secondStepNeeded.set({ asked: true })}>
      Set it up
    </Button>
  )
