import { memo } from 'react'
import { groupMarkers } from './markers.ts'
import { useReplay } from './replay.ts'
import classes from './timeline.module.css'

type Props = { gapMs: number; percent: (at: number) => string }

const problems = new Set(['error', 'rage-click', 'dead-click', 'failed-request'])

/** Troubles above the line, the visitor's own steps below it. The panels list the same things for those who can't see it. */
export const TimelineMarkers = memo(
  function TimelineMarkers({ gapMs, percent }: Props) {
    const { markers } = useReplay()
    const above = groupMarkers(
      markers.filter(({ kind }) => problems.has(kind)),
      gapMs,
    )
    const below = groupMarkers(
      markers.filter(({ kind }) => !problems.has(kind)),
      gapMs,
    )
    return (
      <span aria-hidden>
        {above.map(({ kind, at }) => (
          <span key={at} className={classes.problem} data-kind={kind} style={{ left: percent(at) }} />
        ))}
        {below.map(({ kind, at }) => (
          <span key={at} className={classes.step} data-kind={kind} style={{ left: percent(at) }} />
        ))}
      </span>
    )
  },
  (before, after) => before.gapMs === after.gapMs,
)
