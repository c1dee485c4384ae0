import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconClock, IconShieldCheck } from '@tabler/icons-react'
import type { AuditState } from '@vitrine/protocol'
import { briefTime } from '../../ui/time.ts'

const at = (moment: string) => briefTime(Date.parse(moment))

const later = (waiting: number) =>
  waiting === 0
    ? ''
    : ` ${waiting === 1 ? 'One newer entry waits' : `${waiting} newer entries wait`} for the next seal, within five minutes.`

/** Whether the record can be trusted, in words. */
export function AuditStateNote({ state }: { state: AuditState }) {
  const { faults, wholeUntil, checkedAt, waiting } = state
  if (faults.length > 0)
    return (
      <Alert
        color="red"
        icon={<IconAlertTriangle size={18} />}
        title="This record is not as it was sealed"
        role="alert"
      >
        Somebody may have changed it in the database. Download the file, keep it, and tell whoever runs this
        installation.
        <ul>
          {faults.slice(0, 5).map((fault) => (
            <li key={fault}>{fault}</li>
          ))}
        </ul>
      </Alert>
    )
  if (!wholeUntil || !checkedAt)
    return (
      <Alert color="gray" icon={<IconClock size={18} />} title="Not checked yet">
        Entries are sealed every five minutes and the whole record is read again every hour.{later(waiting)}
      </Alert>
    )
  return (
    <Alert color="green" icon={<IconShieldCheck size={18} />} title={`Complete and unaltered up to ${at(wholeUntil)}`}>
      Read from its beginning and checked on {at(checkedAt)}.{later(waiting)}
    </Alert>
  )
}
