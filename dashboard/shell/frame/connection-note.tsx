import { Button } from '@mantine/core'
import { useNetwork } from '@mantine/hooks'
import { IconCloudOff, IconRefresh } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useSocketState } from '../live.tsx'
import classes from './connection-note.module.css'

/** True once `away` has lasted four seconds. */
function useLate(away: boolean): boolean {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(away), away ? 4_000 : 0)
    return () => clearTimeout(timer)
  }, [away])
  return away && late
}

/** Says that what is shown may be old. Short interruptions pass without a word. */
export function ConnectionNote() {
  const { online } = useNetwork()
  const { state, retryNow } = useSocketState()
  const late = useLate(state !== 'open')
  const shown = !online || late
  return (
    <output className={classes.note} data-shown={shown || undefined}>
      {shown && (
        <>
          <IconCloudOff size={16} aria-hidden />
          <span>
            {online ? 'Live updates are paused. What you see may be old.' : 'You are offline. What you see may be old.'}
          </span>
          <Button
            size="compact-xs"
            variant="default"
            leftSection={<IconRefresh size={13} />}
            onClick={retryNow}
            disabled={!online}
            loading={online && state === 'connecting'}
          >
            Reconnect
          </Button>
        </>
      )}
    </output>
  )
}
