import type { WatchedChannel } from '@vitrine/protocol'
import { reference } from '../../ui/reference.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from './quality.module.css'
import { kinds } from './quality-words.ts'
import type { Way } from './use-quality.ts'
import { Verdict } from './verdict.tsx'

type Props = {
  channels: readonly WatchedChannel[]
  chosen: Way | undefined
  choose: (way: Way) => void
}

const wayTo = ({ provider, channel, name }: WatchedChannel): string => {
  if (channel === null) return provider || 'All channels'
  return `${provider} · ${name ?? reference(channel)}`
}

/** Models on channels against kinds of checks; a cell opens its history. */
export function QualityGrid({ channels, chosen, choose }: Props) {
  return (
    <div className={classes.scroll}>
      <table className={classes.grid}>
        <thead>
          <tr>
            <th scope="col">Model and channel</th>
            {kinds.map(({ kind, label }) => (
              <th key={kind} scope="col">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {channels.map((way) => (
            <tr key={`${way.model} ${way.provider} ${way.channel}`}>
              <th scope="row">
                <b>{way.model}</b>
                <small>{wayTo(way)}</small>
              </th>
              {kinds.map(({ kind, label }) => {
                const check = way.checks[kind]
                const { channel, model } = way
                const isChosen = chosen?.kind === kind && chosen.model === model && chosen.channel === channel
                return (
                  <td key={kind}>
                    {check ? (
                      <button
                        type="button"
                        aria-pressed={isChosen}
                        aria-label={`${label} of ${model}: history`}
                        onClick={() => choose({ channel, model, kind })}
                      >
                        <Verdict status={check.status} />
                        <TimeAgo at={check.at} className={classes.when} />
                      </button>
                    ) : (
                      <span className={classes.when}>–</span>
                    )}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
