import { useElementSize } from '@mantine/hooks'
import { type PointerEvent, useEffect, useRef, useState } from 'react'
import { clock } from '../../ui/time.ts'
import { useReplay, useReplayState } from './replay.ts'
import classes from './timeline.module.css'
import { TimelineHover } from './timeline-hover.tsx'
import { TimelineMarkers } from './timeline-markers.tsx'

/** The slider itself: it has pointer, keys and reading aloud from the browser, and lies unseen over what is drawn. */
function Slider({ onHover }: { onHover: (at: number | undefined) => void }) {
  const { recording, store, seek } = useReplay()
  const { startedAt, endedAt } = recording
  const input = useRef<HTMLInputElement>(null)
  const seconds = useReplayState(({ at }) => Math.floor((at - startedAt) / 1000))
  useEffect(() => {
    const move = () => {
      if (input.current) input.current.valueAsNumber = store.get().at - startedAt
    }
    move()
    return store.subscribe(move)
  }, [store, startedAt])
  const hover = (event: PointerEvent) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width))
    onHover(startedAt + share * (endedAt - startedAt))
  }
  return (
    <input
      ref={input}
      className={classes.slider}
      type="range"
      min={0}
      max={Math.max(1, endedAt - startedAt)}
      step={1}
      defaultValue={0}
      aria-label="Time"
      aria-valuetext={`${clock(seconds * 1000)} of ${clock(endedAt - startedAt)}`}
      onInput={(event) => seek(startedAt + event.currentTarget.valueAsNumber)}
      onPointerMove={hover}
      onPointerLeave={() => onHover(undefined)}
    />
  )
}

/** The whole recording as a line: where the playhead is, what happened when, where nothing did. */
export function Timeline() {
  const { recording, store } = useReplay()
  const { startedAt, endedAt } = recording
  const length = Math.max(1, endedAt - startedAt)
  const { ref: sizer, width } = useElementSize()
  const track = useRef<HTMLDivElement>(null)
  const [hover, setHover] = useState<number>()
  const idle = useReplayState((state) => state.idle)
  // The playhead moves every frame: it goes past React, straight into the style.
  useEffect(() => {
    const move = () => {
      const share = Math.min(1, Math.max(0, (store.get().at - startedAt) / length))
      track.current?.style.setProperty('--share', String(share))
    }
    move()
    return store.subscribe(move)
  }, [store, startedAt, length])
  const percent = (at: number) => `${Math.min(100, Math.max(0, ((at - startedAt) / length) * 100))}%`
  return (
    <div className={classes.frame}>
      <div ref={track} className={classes.track}>
        <div ref={sizer} className={classes.rail}>
          {idle.map(({ from, to }) => (
            <span
              key={from}
              className={classes.idle}
              style={{ left: percent(from), width: `calc(${percent(to)} - ${percent(from)})` }}
            />
          ))}
          <span className={classes.played} />
          {recording.voice?.stretches.map(({ at, durationMs }) => (
            <span
              key={at}
              className={classes.voice}
              style={{ left: percent(at), width: `calc(${percent(at + durationMs)} - ${percent(at)})` }}
            />
          ))}
        </div>
        <TimelineMarkers gapMs={width > 0 ? (length / width) * 7 : length} percent={percent} />
        <span className={classes.head} />
        {hover !== undefined && (
          <TimelineHover at={hover} left={percent(hover)} reachMs={(length / Math.max(1, width)) * 8} idle={idle} />
        )}
        <Slider onHover={setHover} />
      </div>
    </div>
  )
}
