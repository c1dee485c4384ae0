import { Alert, Button } from '@mantine/core'
import { useCopy } from '../../../ui/use-copy.ts'
import classes from '../account-page.module.css'

/** Shown this once. */
export function ShownCodes({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const { copied, copy } = useCopy()
  return (
    <div className={classes.dialog}>
      <Alert title="They are shown only this once">
        Each lets you in one time without the app. Print them, or keep them in your password manager.
      </Alert>
      <ul className={classes.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={classes.actions}>
        <Button variant="default" onClick={() => void copy(codes.join('\n'))}>
          {copied ? 'Copied' : 'Copy all'}
        </Button>
        <Button onClick={onClose}>I have kept them</Button>
      </div>
    </div>
  )
}
