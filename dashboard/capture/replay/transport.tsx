import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core'
import {
  IconMaximize,
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconPlayerSkipBack,
  IconPlayerSkipForward,
  IconPlayerTrackNext,
} from '@tabler/icons-react'
import { clock } from '../../ui/time.ts'
import { speeds, useReplay, useReplayState } from './replay.ts'
import classes from './transport.module.css'
import { useReplayKeys } from './use-replay-keys.ts'

function Time() {
  const { recording } = useReplay()
  const seconds = useReplayState(({ at }) => Math.floor((at - recording.startedAt) / 1000))
  return (
    <span className={classes.time}>
      {clock(seconds * 1000)} <span>/ {clock(recording.endedAt - recording.startedAt)}</span>
    </span>
  )
}

function Speed() {
  const { setSpeed } = useReplay()
  const speed = useReplayState((state) => state.speed)
  return (
    <Menu position="top" width={110}>
      <Menu.Target>
        <UnstyledButton className={classes.text} aria-label={`Speed: ${speed}×`}>
          {speed}×
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {speeds.map((one) => (
          <Menu.Item key={one} onClick={() => setSpeed(one)} rightSection={one === speed ? '✓' : undefined}>
            {one}×
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

/** The controls under the timeline. */
export function Transport({ onFullScreen }: { onFullScreen: () => void }) {
  const { setSkipsIdle } = useReplay()
  const playing = useReplayState((state) => state.playing)
  const skipsIdle = useReplayState((state) => state.skipsIdle)
  const { toggle, toMarker } = useReplayKeys(onFullScreen)
  return (
    <div className={classes.transport} role="toolbar" aria-label="Replay controls">
      <Tooltip label="Previous event (Shift ←)">
        <ActionIcon onClick={() => toMarker(-1)} aria-label="Previous event">
          <IconPlayerSkipBack size={17} />
        </ActionIcon>
      </Tooltip>
      <ActionIcon
        variant="filled"
        color="petrol"
        radius={18}
        size={36}
        onClick={toggle}
        aria-label={playing ? 'Pause' : 'Play'}
      >
        {playing ? <IconPlayerPauseFilled size={17} /> : <IconPlayerPlayFilled size={17} />}
      </ActionIcon>
      <Tooltip label="Next event (Shift →)">
        <ActionIcon onClick={() => toMarker(1)} aria-label="Next event">
          <IconPlayerSkipForward size={17} />
        </ActionIcon>
      </Tooltip>
      <Time />
      <span className={classes.gap} />
      <UnstyledButton
        className={classes.text}
        onClick={() => setSkipsIdle(!skipsIdle)}
        aria-pressed={skipsIdle}
        data-on={skipsIdle || undefined}
      >
        <IconPlayerTrackNext size={15} aria-hidden />
        <span>Skip inactivity</span>
      </UnstyledButton>
      <Speed />
      <Tooltip label="Full screen (f)">
        <ActionIcon onClick={onFullScreen} aria-label="Full screen">
          <IconMaximize size={17} />
        </ActionIcon>
      </Tooltip>
    </div>
  )
}
