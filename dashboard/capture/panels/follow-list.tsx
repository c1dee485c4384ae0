import { Button } from '@mantine/core'
import { IconArrowDown } from '@tabler/icons-react'
import { type ComponentType, type ReactNode, useRef } from 'react'
import { useVirtualRows } from '../../ui/use-virtual-rows.ts'
import { lastAtOrBefore } from '../replay/lookup.ts'
import { useReplayState } from '../replay/replay.ts'
import classes from './follow-list.module.css'
import { useFollow } from './use-follow.ts'

type Props<Item> = {
  label: string
  /** Ordered by `at`, in ms since the epoch. */
  items: readonly Item[]
  rowHeight: number
  Row: ComponentType<{ item: Item }>
  empty: ReactNode
}

/** A list in step with the playhead: the last row that has happened is marked, and kept in view while following. */
export function FollowList<Item extends { readonly at: number }>({ label, items, rowHeight, Row, empty }: Props<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  const current = useReplayState(({ at }) => lastAtOrBefore(items, at))
  const virtual = useVirtualRows({ count: items.length, scroller, rowHeight })
  const { following, follow } = useFollow(scroller, current, (index) =>
    virtual.scrollToIndex(index, { align: 'center' }),
  )
  return (
    <div className={classes.frame}>
      <div ref={scroller} className={classes.scroller}>
        {items.length === 0 && <p className={classes.empty}>{empty}</p>}
        <ol className={classes.list} style={{ height: virtual.getTotalSize() }} aria-label={label}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const item = items[index]
            if (!item) return null
            return (
              <li
                key={key}
                ref={virtual.measureElement}
                data-index={index}
                data-when={index > current ? 'later' : index === current ? 'now' : undefined}
                aria-current={index === current || undefined}
                style={{ transform: `translateY(${start}px)` }}
              >
                <Row item={item} />
              </li>
            )
          })}
        </ol>
      </div>
      {!following && items.length > 0 && (
        <Button
          className={classes.follow}
          size="compact-sm"
          radius={18}
          leftSection={<IconArrowDown size={14} />}
          onClick={follow}
        >
          Follow
        </Button>
      )}
    </div>
  )
}
