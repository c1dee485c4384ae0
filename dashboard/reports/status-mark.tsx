import { VisuallyHidden } from '@mantine/core'
import type { ReportStatus } from '@vitrine/protocol'
import { statusLook } from './status.ts'

/** A report's status as a sign; its name is read out and shown on hover. */
export function StatusMark({ status, size = 18 }: { status: ReportStatus; size?: number }) {
  const { label, icon: Icon, tone } = statusLook[status]
  return (
    <span title={label} style={{ display: 'grid', color: `var(--${tone})` }}>
      <Icon size={size} stroke={2} aria-hidden />
      <VisuallyHidden>{label}</VisuallyHidden>
    </span>
  )
}
