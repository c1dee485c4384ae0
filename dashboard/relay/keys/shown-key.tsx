import { Alert, Button } from '@mantine/core'
import { CopyCode } from '../../ui/copy-code.tsx'
import classes from './keys.module.css'

/** A key in the only moment in which it can be seen. */
export function ShownKey({ secret, onClose }: { secret: string; onClose: () => void }) {
  return (
    <div className={classes.dialog}>
      <Alert title="Copy it now: it is shown only this once">
        Whoever has it spends from your balance, within its limits.
      </Alert>
      <CopyCode code={secret} label="Copy key" />
      <Button variant="default" onClick={onClose}>
        Done
      </Button>
    </div>
  )
}
