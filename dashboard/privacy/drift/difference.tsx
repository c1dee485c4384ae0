import { IconChevronDown } from '@tabler/icons-react'
import type { DriftDifference } from '@vitrine/protocol'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './drift.module.css'

/** What kind of thing differs, for somebody who is no engineer. */
const titles: Record<string, string> = {
  'undeclared-schema': 'A part of the database that is not published',
  'undeclared-table': 'A table that is not published',
  'undeclared-column': 'A field that is not published',
  'undeclared-extension': 'An extension of the database stores something',
  'undeclared-key': 'Short-lived entries that are not published',
  'undeclared-object': 'Files that are not published',
  'undeclared-json': 'A field inside a document that is not published',
  'undeclared-job': 'A task in the queue that is not published',
  'undeclared-payload': 'A task that carries something not published',
  'undeclared-host': 'A host that is not published as a recipient',
  'undeclared-log-field': 'A log field that is not published',
  'missing-table': 'A published table that does not exist',
  'missing-column': 'A published field that does not exist',
}

/** One difference: what it is in a line, and on opening what to do. */
export function Difference({ difference }: { difference: DriftDifference }) {
  const { code, place, what, write, firstSeenAt, goneAt } = difference
  return (
    <details className={classes.difference}>
      <summary>
        <span>
          <b>{titles[code] ?? 'The database is not as published'}</b>
          <code>{place}</code>
        </span>
        <TimeAgo at={goneAt ?? firstSeenAt} className={classes.when} />
        <IconChevronDown size={16} className={classes.chevron} aria-hidden />
      </summary>
      <p>{what}</p>
      <p className={classes.hint}>What to do, for whoever runs the installation:</p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, also by the keyboard */}
      <pre tabIndex={0}>{write}</pre>
    </details>
  )
}
