import { clock } from '../../ui/time.ts'
import type { Span } from './inactivity.ts'
import { useReplay } from './replay.ts'
import classes from './timeline.module.css'

type Props = { at: number; left: string; reachMs: number; idle: readonly Span[] }

/** What a click here would lead to. */
export function TimelineHover({ at, left, reachMs, idle }: Props) {
  const { markers, recording } = useReplay()
  const near = markers.filter((marker) => Math.abs(marker.at - at) <= reachMs).slice(0, 4)
  const quiet = idle.some(({ from, to }) => at >= from && at <= to)
  return (
    <span aria-hidden>
      <span className={classes.line} style={{ left }} />
      <span className={classes.hover} style={{ left: `clamp(60px, ${left}, calc(100% - 60px))` }}>
        <b>{clock(at - recording.startedAt)}</b>
        {near.map((marker) => (
          <span key={`${marker.kind} ${marker.at}`} data-kind={marker.kind}>
            {marker.label}
          </span>
        ))}
        {near.length === 0 && quiet && <span>no activity</span>}
      </span>
    </span>
  )
}
