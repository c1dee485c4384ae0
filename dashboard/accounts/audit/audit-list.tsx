import type { AuditEntry } from '@vitrine/protocol'
import { Person } from '../../ui/person.tsx'
import { reference } from '../../ui/reference.ts'
import { Row, Rows } from '../../ui/rows.tsx'
import { clockTime, dayName } from '../../ui/time.ts'
import { whatWasDone, whoDidIt } from './action-words.ts'
import classes from './audit.module.css'

function Entry({ entry, withOrganization }: { entry: AuditEntry; withOrganization: boolean }) {
  const { at, project, organization, target } = entry
  const who = whoDidIt(entry)
  const where = [
    withOrganization && organization && (organization.name ?? 'an erased organization'),
    project && (project.name ?? 'an erased project'),
  ].filter(Boolean)
  return (
    <Row>
      <Person name={who} beside />
      <p className={classes.what}>
        <b data-erased={entry.actor?.name === null || undefined}>{who}</b> {whatWasDone(entry)}
        <small>
          {where.join(' · ')}
          {target?.id && target.kind !== 'project' && <code title={target.id}>{reference(target.id)}</code>}
        </small>
      </p>
      <time className={classes.at} dateTime={at}>
        {clockTime(Date.parse(at))}
      </time>
    </Row>
  )
}

/** Entries by day, newest first. */
export function AuditList({
  entries,
  withOrganization,
}: {
  entries: readonly AuditEntry[]
  withOrganization: boolean
}) {
  const days = Map.groupBy(entries, ({ at }) => dayName(Date.parse(at)))
  return [...days].map(([day, ofDay]) => (
    <section key={day} className={classes.day} aria-label={day}>
      <h2>{day}</h2>
      <Rows>
        {ofDay.map((entry) => (
          <Entry key={entry.id} entry={entry} withOrganization={withOrganization} />
        ))}
      </Rows>
    </section>
  ))
}
