import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './copy-code.module.css'
import { useCopy } from './use-copy.ts'

type Props = {
  code: string
  /** Names it: "Copy script tag". */
  label: string
  /** On one line, cut off where it ends: nobody reads a token. */
  cut?: boolean
}

/** Text to be copied as it stands. */
export function CopyCode({ code, label, cut }: Props) {
  const { copied, copy } = useCopy()
  return (
    <div className={classes.frame}>
      <pre className={classes.code} data-cut={cut}>
        {code}
      </pre>
      <Button
        className={classes.button}
        size="compact-sm"
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => void copy(code)}
        aria-label={copied ? undefined : label}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}
