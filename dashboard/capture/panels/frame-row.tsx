import { IconArrowDown, IconArrowUp } from '@tabler/icons-react'
import { bytes } from '../../ui/time.ts'
import type { NetworkFrame } from './network-panel.tsx'
import classes from './network-row.module.css'
import { SeekRow } from './seek-row.tsx'

/** One message over a WebSocket or an event stream. */
export function FrameRow({ item: { at, url, direction, bytes: size, text } }: { item: NetworkFrame }) {
  const Icon = direction === 'sent' ? IconArrowUp : IconArrowDown
  return (
    <SeekRow at={at} className={classes.row} title={text ? `${url}\n${text}` : url}>
      <span />
      <Icon size={14} aria-label={direction} />
      <span className={classes.name}>{text ?? <small>binary</small>}</span>
      <span />
      <span className={classes.size}>{bytes(size)}</span>
      <span />
    </SeekRow>
  )
}
