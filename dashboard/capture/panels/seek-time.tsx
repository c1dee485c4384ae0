import { UnstyledButton } from '@mantine/core'
import { clock } from '../../ui/time.ts'
import { useReplay } from '../replay/replay.ts'
import classes from './seek-time.module.css'

/** When something happened, as a button that goes there: what a click on the row does, for the keyboard. */
export function SeekTime({ at }: { at: number }) {
  const { recording, seek } = useReplay()
  const time = clock(at - recording.startedAt)
  return (
    <UnstyledButton className={classes.time} onClick={() => seek(at)} aria-label={`Go to ${time}`}>
      {time}
    </UnstyledButton>
  )
}
