import { Alert } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = { title: string; icon?: ReactNode; children: ReactNode }

/** What came of a form, in its place. Read out in its turn: nothing is wrong, so it does not interrupt. */
export function Outcome({ title, icon, children }: Props) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- Mantine's alert is no element of its own
    <Alert title={title} icon={icon} role="status">
      {children}
    </Alert>
  )
}
