import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconArrowLeft, IconLink, IconTrash } from '@tabler/icons-react'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReportDetail } from '@vitrine/protocol'
import { useMemberNames } from '../../accounts/members/use-members.ts'
import { EraseDialog } from '../../privacy/erase/erase-dialog.tsx'
import { useMayAs } from '../../shell/me.ts'
import { useShortcuts } from '../../ui/shortcuts.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { AssigneeMenu } from '../assignee-menu.tsx'
import { StatusMenu } from '../status-menu.tsx'
import { Neighbours } from './neighbours.tsx'
import classes from './report-header.module.css'
import { TitleField } from './title-field.tsx'
import { useChangeReport } from './use-change-report.ts'

type Props = { report: ReportDetail; onCopyLink: () => void; onErased: () => void }

export function ReportHeader({ report, onCopyLink, onErased }: Props) {
  const { id, projectId, title, status, assignee, createdAt } = report
  const change = useChangeReport(report)
  const mayTriage = useMayAs('agent', projectId)
  const mayDelete = useMayAs('admin', projectId)
  const nameOf = useMemberNames(projectId)
  const [deleting, { open, close }] = useDisclosure()
  useShortcuts('Report', mayDelete ? [{ keys: 'd', label: 'Delete report', run: open }] : [])
  const { list = {} } = useLocation({ select: ({ state }) => state })
  const assign = (userId: string | null) =>
    change({ assignee: userId === null ? null : { userId, displayName: nameOf(userId) } })
  return (
    <header className={classes.header}>
      <Tooltip label="Back to the list (u)">
        <ActionIcon
          renderRoot={(props) => (
            <Link
              to="/projects/$projectId/reports"
              params={{ projectId }}
              search={list}
              state={{ from: id }}
              {...props}
            />
          )}
          aria-label="Back to reports"
        >
          <IconArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <TitleField title={title} mayChange={mayTriage} onChange={(next) => change({ title: next })} />
      <TimeAgo at={createdAt} className={classes.when} />
      <div className={classes.tools}>
        <StatusMenu
          group="Report"
          status={status}
          disabled={!mayTriage}
          onChange={(next) => change({ status: next })}
        />
        <AssigneeMenu
          group="Report"
          projectId={projectId}
          assignee={assignee}
          disabled={!mayTriage}
          onChange={assign}
        />
        <Button className={classes.copy} variant="default" size="xs" onClick={onCopyLink}>
          <IconLink size={15} aria-hidden />
          <span className={classes.copyText}>Copy link</span>
        </Button>
        {mayDelete && (
          <Tooltip label="Delete report (d)">
            <ActionIcon aria-label="Delete report" onClick={open}>
              <IconTrash size={17} />
            </ActionIcon>
          </Tooltip>
        )}
        <Neighbours report={report} list={list} />
      </div>
      <EraseDialog
        opened={deleting}
        onClose={close}
        subject={{ kind: 'report', id }}
        title="Delete this report?"
        onErased={onErased}
      />
    </header>
  )
}
