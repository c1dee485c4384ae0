import { ActionIcon, Badge, Progress, Tooltip } from '@mantine/core'
import { IconTrash } from '@tabler/icons-react'
import type { DataExport, ErasureSubject } from '@vitrine/protocol'
import { DownloadLink } from '../../shell/download-link.tsx'
import { reference } from '../../ui/reference.ts'
import { Row } from '../../ui/rows.tsx'
import { bytes } from '../../ui/time.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './exports.module.css'

const states = {
  waiting: { label: 'Waiting', color: 'gray' },
  running: { label: 'Being made', color: 'petrol' },
  ready: { label: 'Ready', color: 'green' },
  failed: { label: 'Failed', color: 'red' },
} as const

const kinds: Record<ErasureSubject['kind'], string> = {
  visitor: 'Visitor',
  recording: 'Recording',
  report: 'Report',
  member: 'Your account',
  project: 'Project',
  organization: 'Organization',
}

const day = new Intl.DateTimeFormat('en', { day: 'numeric', month: 'long' })

function About({ one }: { one: DataExport }) {
  if (one.state === 'failed')
    return (
      <p className={classes.about}>It could not be made. Ask for another one; if that fails too, tell the operator.</p>
    )
  if (one.state === 'ready')
    return (
      <p className={classes.about}>
        {one.bytes !== null && `${bytes(one.bytes)}, encrypted here. `}Deleted by itself on{' '}
        {day.format(new Date(one.expiresAt))}.{!one.mine && ' Only whoever asked for it can download it.'}
      </p>
    )
  return (
    <Progress
      className={classes.progress}
      value={Math.max(2, one.progress * 100)}
      animated
      aria-label="How far the copy is"
    />
  )
}

/** One copy: what of, how far it is, and what can be done with it. */
export function ExportRow({ one, onDelete }: { one: DataExport; onDelete: () => void }) {
  const { label, color } = states[one.state]
  const name = `${kinds[one.subject.kind]} ${reference(one.subject.id)}`
  return (
    <Row>
      <Badge variant="light" color={color} className={classes.state}>
        {label}
      </Badge>
      <span className={classes.subject}>
        <b>{kinds[one.subject.kind]}</b> <code title={one.subject.id}>{reference(one.subject.id)}</code>
      </span>
      <TimeAgo at={one.requestedAt} className={classes.when} />
      {one.state === 'ready' && one.mine && (
        <DownloadLink href={`/v1/data-export/${one.id}/download`} size="xs">
          Download
        </DownloadLink>
      )}
      <Tooltip label="Delete this copy">
        <ActionIcon variant="subtle" color="gray" aria-label={`Delete the copy of ${name}`} onClick={onDelete}>
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <About one={one} />
    </Row>
  )
}
