import { UnstyledButton } from '@mantine/core'
import { IconAlertCircleFilled, IconAlertTriangleFilled, IconChevronRight, IconInfoCircle } from '@tabler/icons-react'
import { useState } from 'react'
import type { ConsoleLine, Level } from './console-lines.ts'
import classes from './console-row.module.css'
import { SeekRow } from './seek-row.tsx'

const icons: Partial<Record<Level, typeof IconInfoCircle>> = {
  error: IconAlertCircleFilled,
  warn: IconAlertTriangleFilled,
  info: IconInfoCircle,
}

const long = 220

export function ConsoleRow({ item }: { item: ConsoleLine }) {
  const { at, level, text, stack, uncaught } = item
  const [open, setOpen] = useState(false)
  const Icon = icons[level]
  const foldable = Boolean(stack) || text.length > long || text.includes('\n')
  return (
    <SeekRow at={at} className={classes.row} look={level}>
      <span className={classes.icon} title={level}>
        {Icon && <Icon size={14} aria-label={level} />}
      </span>
      <div className={classes.body}>
        <span className={classes.text} data-open={open || undefined}>
          {uncaught && 'Uncaught '}
          {text}
        </span>
        {open && stack && <pre>{stack}</pre>}
      </div>
      {foldable && (
        <UnstyledButton
          className={classes.fold}
          aria-expanded={open}
          aria-label={open ? 'Fold' : 'Unfold'}
          onClick={() => setOpen(!open)}
        >
          <IconChevronRight size={14} />
        </UnstyledButton>
      )}
    </SeekRow>
  )
}
