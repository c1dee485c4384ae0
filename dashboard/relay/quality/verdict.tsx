import { IconAlertTriangle, IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { QualityStatus } from '@vitrine/protocol'
import classes from './quality.module.css'
import { statusWords } from './quality-words.ts'

const icons = { pass: IconCircleCheck, warn: IconAlertTriangle, fail: IconCircleX }

/** A verdict as sign and word. */
export function Verdict({ status }: { status: QualityStatus }) {
  const Icon = icons[status]
  return (
    <span className={classes.verdict} data-status={status}>
      <Icon size={16} aria-hidden />
      {statusWords[status]}
    </span>
  )
}
