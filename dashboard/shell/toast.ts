import { notifications } from '@mantine/notifications'
import { failureOf } from './request-failed.ts'

const closeButtonProps = { 'aria-label': 'Dismiss' }

export const toast = {
  said: (message: string) => notifications.show({ message, color: 'petrol', autoClose: 3_000, closeButtonProps }),
  /** For failures that have no better place; `what` is what was tried: "Could not assign the report". */
  failed: (what: string, error: unknown) => {
    const { message, hint } = failureOf(error)
    notifications.show({
      title: what,
      message: [message, hint].filter(Boolean).join(' '),
      color: 'red',
      autoClose: 8_000,
      closeButtonProps,
    })
  },
}
