import { Button } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import classes from './copy-code.module.css'
import { useCopy } from './use-copy.ts'

/** Text to be copied as it stands. `label` names it: "Copy script tag". */
export function CopyCode({ code, label }: { code: string; label: string }) {
  const { copied, copy } = useCopy()
  return (
    <div className={classes.frame}>
      <pre className={classes.code}>{code}</pre>
      <Button
        className={classes.button}
        size="compact-sm"
        variant="default"
        leftSection={copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        onClick={() => copy(code)}
        aria-label={copied ? undefined : label}
      >
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  )
}
