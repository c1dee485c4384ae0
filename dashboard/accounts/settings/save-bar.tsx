import { Button } from '@mantine/core'
import { Failure } from '../../shell/failure.tsx'
import classes from './settings.module.css'

type Props = {
  save: (() => void) | undefined
  undo: () => void
  saving: boolean
  error: Error | null
  /** Why it can't be saved as it is. */
  obstacle?: string | null
}

/** Ends a settings section. Always in place, so that nothing moves when something changes. */
export function SaveBar({ save, undo, saving, error, obstacle }: Props) {
  return (
    <div className={classes.bar}>
      {error && <Failure error={error} />}
      <div className={classes.buttons}>
        <Button onClick={save} disabled={!save || Boolean(obstacle)} loading={saving}>
          Save
        </Button>
        <Button variant="subtle" color="gray" onClick={undo} style={{ visibility: save ? undefined : 'hidden' }}>
          Undo
        </Button>
      </div>
    </div>
  )
}
