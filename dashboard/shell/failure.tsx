import { Alert, Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { failureOf } from './request-failed.ts'
import { SetUpSecondStep } from './set-up-second-step.tsx'

/** A failed request where its result would have stood: what happened and what to do. */
export function Failure({ error, retry }: { error: unknown; retry?: () => void }) {
  const failure = failureOf(error)
  const mayPass = failure.status === 0 || failure.status === 429 || failure.status >= 500
  return (
    <Alert color="red" icon={<IconAlertTriangle size={18} />} title={failure.message} role="alert">
      {failure.hint}
      <SetUpSecondStep error={error} />
      {retry && mayPass && (
        <Button mt="xs" size="compact-sm" variant="default" onClick={retry} display="block">
          Try again
        </Button>
      )}
    </Alert>
  )
}
