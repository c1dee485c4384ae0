import { Badge } from '@mantine/core'
import type { ChannelHealth, RelayChannel } from '@vitrine/protocol'
import { useState } from 'react'
import { Columns } from '../../ui/columns.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { duration } from '../requests/request-words.ts'
import { faultWords, healthFacts, healthState } from './health-words.ts'
import classes from './supply.module.css'

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit' })
const minuteMs = 60_000

const shown = 60

/** Every minute of an hour up to the last that is known, also those without a request. */
function everyMinute(minutes: ChannelHealth['minutes']): ChannelHealth['minutes'] {
  const known = new Map(minutes.map((minute) => [Date.parse(minute.at), minute]))
  const first = Math.max(...known.keys()) - (shown - 1) * minuteMs
  return Array.from({ length: shown }, (_, i) => {
    const at = first + i * minuteMs
    return known.get(at) ?? { at: new Date(at).toISOString(), tried: 0, failed: 0, firstByteMs: null }
  })
}

function Hour({ minutes }: Pick<ChannelHealth, 'minutes'>) {
  const all = everyMinute(minutes)
  const name = (at: string) => clock.format(new Date(at))
  return (
    <>
      <h3>Failed tries</h3>
      <Columns
        label="Failed tries by the minute"
        columns={all.map(({ at, tried, failed }) => ({ name: name(at), value: failed, said: `${failed} of ${tried}` }))}
      />
      <h3>Until the answer begins</h3>
      <Columns
        label="Until the answer begins, by the minute"
        columns={all.map(({ at, firstByteMs }) => ({
          name: name(at),
          value: firstByteMs?.p95 ?? 0,
          said: firstByteMs ? `${duration(firstByteMs.p50)}, slowest 5 % ${duration(firstByteMs.p95)}` : '–',
        }))}
      />
    </>
  )
}

type Props = { channel: RelayChannel; health: ChannelHealth | undefined }

/** How a channel does, in a line; opened, minute by minute. */
export function HealthLine({ channel, health }: Props) {
  const [opened, setOpened] = useState(false)
  const { label, color } = healthState(health)
  const badge = (
    <Badge variant="light" color={color}>
      {label}
    </Badge>
  )
  if (!health || health.minutes.length === 0) return <div className={classes.health}>{badge}</div>
  return (
    <details
      className={classes.health}
      aria-label={`How ${channel.name} does`}
      onToggle={(event) => setOpened(event.currentTarget.open)}
    >
      <summary>
        {badge}
        {healthFacts(health, channel).map((fact) => (
          <span key={fact}>{fact}</span>
        ))}
      </summary>
      {health.againAt && <p>Asked again from {clock.format(new Date(health.againAt))}.</p>}
      {health.lastFault && (
        <p>
          Last it {faultWords(health.lastFault.why)}, <TimeAgo at={health.lastFault.at} />.
        </p>
      )}
      {opened && <Hour minutes={health.minutes} />}
    </details>
  )
}
