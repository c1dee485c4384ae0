import {
  IconCircle,
  IconCircleCheck,
  IconCircleDot,
  IconCircleHalf2,
  IconCircleX,
  IconCopy,
  type TablerIcon,
} from '@tabler/icons-react'
import { ReportStatus } from '@vitrine/protocol'

type Look = { label: string; icon: TablerIcon; tone: 'accent' | 'info' | 'warn' | 'good' | 'muted' }

/** In the order of triage. Shape and colour both differ, for those who see only one of them. */
export const statusLook: Record<ReportStatus, Look> = {
  new: { label: 'New', icon: IconCircleDot, tone: 'accent' },
  triaged: { label: 'Triaged', icon: IconCircle, tone: 'info' },
  'in progress': { label: 'In progress', icon: IconCircleHalf2, tone: 'warn' },
  resolved: { label: 'Resolved', icon: IconCircleCheck, tone: 'good' },
  closed: { label: 'Closed', icon: IconCircleX, tone: 'muted' },
  duplicate: { label: 'Duplicate', icon: IconCopy, tone: 'muted' },
}

export const statuses = ReportStatus.options
