import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Retention } from '@vitrine/protocol'
import { api } from '../../shell/api.ts'
import { Failure } from '../../shell/failure.tsx'
import { counted } from '../../ui/counted.ts'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './retention.module.css'

/** Later than this, and somebody should look at it. */
const late = 3_600

const inWords = (name: string) => {
  const words = name.replaceAll('_', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const lateness = (seconds: number): string => {
  if (seconds < 60) return 'on time'
  if (seconds < 2 * late) return `${Math.round(seconds / 60)} min late`
  return seconds < 48 * late ? `${Math.round(seconds / late)} h late` : `${Math.round(seconds / 86_400)} days late`
}

const items = (count: number) => (count === 0 ? 'nothing' : counted(count, 'entry', 'entries'))

function Sweeps({ sweeps, nextSweepAt }: Retention) {
  const next = new Date(nextSweepAt).toLocaleTimeString([], { timeStyle: 'short' })
  return (
    <Section
      title="Latest sweeps"
      about={`Twice an hour everything past its time is deleted, with its files and keys. The next sweep is at ${next}.`}
    >
      {sweeps.length === 0 && <p className={classes.lead}>None has run yet.</p>}
      <ul className={classes.list}>
        {sweeps.slice(0, 12).map(({ id, startedAt, finishedAt, erased, lateness: by }, place) => {
          const gone = Object.values(erased).reduce((sum, count) => sum + count, 0)
          const worst = Math.max(0, ...Object.values(by))
          const state = finishedAt ? items(gone) : place === 0 ? 'running' : 'interrupted'
          return (
            <li key={id}>
              <TimeAgo at={startedAt} />
              <b>{state}</b>
              <small>
                {Object.entries(erased)
                  .filter(([, count]) => count > 0)
                  .map(([name, count]) => `${inWords(name)}: ${count.toLocaleString('en')}`)
                  .join(', ') || (finishedAt ? 'Nothing was due.' : 'The next one takes over what is left.')}
              </small>
              {gone > 0 && <small className={worst > late ? classes.late : undefined}>{lateness(worst)}</small>}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}

function Places({ places }: Retention) {
  return (
    <Section
      title="What is kept for how long"
      about={
        <>
          As the <a href="/documents/retention-schedule.html">published retention schedule</a> says it. Beside it: what
          the sweeps of the last day deleted, and by how much the latest of it was late.
        </>
      }
    >
      <ul className={classes.list}>
        {places
          .toSorted((a, b) => b.erased - a.erased)
          .map(({ place, what, kept, erased, lateSeconds }) => (
            <li key={place}>
              <span>{what}</span>
              <b data-none={erased === 0 || undefined}>{items(erased)}</b>
              <small>Kept {kept}.</small>
              {lateSeconds !== null && (
                <small className={lateSeconds > late ? classes.late : undefined}>{lateness(lateSeconds)}</small>
              )}
            </li>
          ))}
      </ul>
    </Section>
  )
}

function Windows({ projects }: Retention) {
  return (
    <Section title="How long each project keeps its reports" about="The admins of a project choose it.">
      <ul className={classes.list}>
        {projects.map(({ id, name, organization, retentionDays }) => (
          <li key={id}>
            <span>{name}</span>
            <b>{counted(retentionDays, 'day')}</b>
            <small>{organization}</small>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function RetentionPage() {
  const retention = useQuery({
    queryKey: ['retention'],
    queryFn: ({ signal }) => api.get('/api/administration/retention', Retention, signal),
    refetchInterval: 60_000,
  })
  return (
    <Page
      title="Retention"
      about="Whether everything goes when its time is up: what was deleted, and whether it was late."
    >
      {retention.isError && <Failure error={retention.error} retry={() => void retention.refetch()} />}
      {retention.isPending && <Skeleton height={320} radius="lg" />}
      {retention.data && (
        <>
          <Sweeps {...retention.data} />
          <Places {...retention.data} />
          <Windows {...retention.data} />
        </>
      )}
    </Page>
  )
}
