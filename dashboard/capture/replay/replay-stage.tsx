import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { type ReactNode, useRef } from 'react'
import { failureOf } from '../../shell/request-failed.ts'
import { useReplay, useReplayState } from './replay.ts'
import { ReplayFrame } from './replay-frame.tsx'
import classes from './replay-stage.module.css'
import { Timeline } from './timeline.tsx'
import { Transport } from './transport.tsx'

/** What stands over the picture while there is none. It comes late, so that short waits pass without a flicker. */
function Cover() {
  const { store, seek } = useReplay()
  const phase = useReplayState((state) => state.phase)
  const problem = useReplayState((state) => state.problem)
  if (phase === 'ready') return null
  if (phase === 'waiting')
    return (
      <div className={classes.cover} data-late>
        <Loader size="sm" aria-label="Loading replay" />
      </div>
    )
  const { message, hint } = failureOf(problem)
  return (
    <div className={classes.cover} role="alert">
      <IconAlertTriangle size={22} aria-hidden />
      <b>{message}</b>
      <span>{hint}</span>
      <Button size="compact-sm" variant="default" onClick={() => seek(store.get().at)}>
        Try again
      </Button>
    </div>
  )
}

/** The picture with its timeline and controls. `children` stand above it, `below` under the controls. */
export function ReplayStage({ children, below }: { children?: ReactNode; below?: ReactNode }) {
  const whole = useRef<HTMLElement>(null)
  const fullScreen = () =>
    void (document.fullscreenElement ? document.exitFullscreen() : whole.current?.requestFullscreen())?.catch(
      () => undefined,
    )
  return (
    <section ref={whole} className={classes.stage} aria-label="Replay of the recording">
      {children}
      <div className={classes.screen}>
        <ReplayFrame />
        <Cover />
      </div>
      <div className={classes.controls}>
        <Timeline />
        <Transport onFullScreen={fullScreen} />
      </div>
      {below}
    </section>
  )
}
