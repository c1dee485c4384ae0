import { Button, type ButtonProps } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { MouseEvent, ReactNode } from 'react'
import { download } from './download.ts'

type Props = ButtonProps & { href: string; name?: string; children: ReactNode }

/** A link to a file for members only, which is still good when the page was left open for longer than a sign-in lasts. */
export function DownloadLink({ href, name = '', children, ...button }: Props) {
  const fetchIt = (event: MouseEvent) => {
    event.preventDefault()
    void download(href, name)
  }
  return (
    <Button
      component="a"
      href={href}
      download={name}
      onClick={fetchIt}
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      {...button}
    >
      {children}
    </Button>
  )
}
