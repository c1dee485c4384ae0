import { Button, type ButtonProps } from '@mantine/core'
import type { ReactNode } from 'react'

type Props = ButtonProps & { render: (props: Record<string, unknown>) => ReactNode; children: ReactNode }

/** A link that looks like a button: it leads somewhere, so it can be opened in a new tab. */
export function LinkButton({ render, ...props }: Props) {
  return <Button renderRoot={render} {...props} />
}
