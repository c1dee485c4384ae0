import {
  IconBug,
  IconClick,
  IconHandOff as IconClickOff,
  IconFlag,
  IconMoodAngry,
  IconPlugX,
  IconWorld,
} from '@tabler/icons-react'
import { useMemo } from 'react'
import type { MarkerKind } from '../replay/markers.ts'
import { useReplay } from '../replay/replay.ts'
import { type Action, actionOf } from './actions.ts'
import classes from './actions-panel.module.css'
import { FollowList } from './follow-list.tsx'
import { SeekRow } from './seek-row.tsx'

const looks: Record<MarkerKind, { icon: typeof IconBug; tone: string }> = {
  click: { icon: IconClick, tone: 'muted' },
  'rage-click': { icon: IconMoodAngry, tone: 'rage' },
  'dead-click': { icon: IconClickOff, tone: 'warn' },
  mark: { icon: IconFlag, tone: 'muted' },
  navigation: { icon: IconWorld, tone: 'info' },
  error: { icon: IconBug, tone: 'danger' },
  'failed-request': { icon: IconPlugX, tone: 'warn' },
}

function Row({ item: { at, kind, what, detail } }: { item: Action }) {
  const { icon: Icon, tone } = looks[kind]
  return (
    <SeekRow at={at} className={classes.row}>
      <Icon size={16} style={{ color: `var(--${tone})` }} aria-hidden />
      <span className={classes.text}>
        {what} <span>{detail}</span>
      </span>
    </SeekRow>
  )
}

/** What the visitor did and what went wrong, as a story. */
export function ActionsPanel() {
  const { recording } = useReplay()
  const actions = useMemo(() => recording.timeline.flatMap((entry) => actionOf(entry) ?? []), [recording])
  return (
    <FollowList
      label="Actions"
      items={actions}
      rowHeight={37}
      Row={Row}
      empty="The visitor did nothing that was recorded."
    />
  )
}
