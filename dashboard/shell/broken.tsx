import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { Empty } from '../ui/empty.tsx'
import { failureOf } from './request-failed.ts'
import { SetUpSecondStep } from './set-up-second-step.tsx'

/** In place of a page that could not be shown. */
export function Broken({ error }: ErrorComponentProps) {
  const router = useRouter()
  const { message, hint, code } = failureOf(error)
  return (
    <Empty
      heading="h1"
      icon={<IconAlertTriangle size={24} />}
      title={message}
      action={
        <>
          <SetUpSecondStep error={error} />
          <Button onClick={() => void router.invalidate()}>Try again</Button>
          <Button variant="default" onClick={() => window.location.reload()}>
            Reload
          </Button>
        </>
      }
    >
      {hint} <small>({code})</small>
    </Empty>
  )
}

/** The same in place of the frame, where nothing else makes a page of it. */
export const BrokenPage = (props: ErrorComponentProps) => (
  <main>
    <Broken {...props} />
  </main>
)
