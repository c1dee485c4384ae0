import { ActionIcon } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { ReportRow } from '@vitrine/protocol'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { AssigneeMenu } from '../assignee-menu.tsx'
import { StatusMenu } from '../status-menu.tsx'
import { useChangeReports } from '../use-change-reports.ts'
import classes from './selection-bar.module.css'

type Props = { projectId: string; selected: readonly ReportRow[]; onClear: () => void }

function Acts({ projectId, selected, onClear }: Props) {
  const change = useChangeReports(projectId)
  const ids = selected.map(({ id }) => id)
  useShortcuts('Selection', [{ keys: 'Escape', label: 'Clear selection', run: onClear }])
  return (
    <div className={classes.bar} role="toolbar" aria-label="Selected reports">
      <span className={classes.count}>{selected.length} selected</span>
      <StatusMenu group="Selection" status={undefined} onChange={(status) => change(ids, { status })} />
      <AssigneeMenu
        group="Selection"
        projectId={projectId}
        assignee={undefined}
        onChange={(assigneeId) => change(ids, { assigneeId })}
      />
      <ActionIcon aria-label="Clear selection" onClick={onClear}>
        <IconX size={17} />
      </ActionIcon>
    </div>
  )
}

/** What can be done with the ticked reports at once. Floats over the list, so that no row moves. */
export function SelectionBar(props: Props) {
  return props.selected.length === 0 ? null : <Acts {...props} />
}
