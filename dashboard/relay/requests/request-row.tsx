import { Badge } from '@mantine/core'
import type { LoggedRequest } from '@vitrine/protocol'
import { dollars, exactDollars } from '../../billing/dollars.ts'
import { TimeAgo } from '../../ui/time-ago.tsx'
import { duration, outcomeWords } from './request-words.ts'
import classes from './requests.module.css'

type Fact = readonly [name: string, value: string]

const facts = (request: LoggedRequest, keyName: string): readonly Fact[] => [
  ['Request', request.id],
  ['Key', keyName],
  ['Provider', request.provider || (request.attempts > 0 ? 'none took it' : 'none was asked')],
  ['Kind', request.stream ? `${request.endpoint}, streamed` : request.endpoint],
  ['Status', String(request.status)],
  ['Attempts', String(request.attempts)],
  ['First byte', request.firstByteMs === null ? '–' : duration(request.firstByteMs)],
  ['All of it', duration(request.totalMs)],
  ['Added by the relay', `${request.overheadMs.toFixed(1)} ms`],
  ['Cost', request.billed ? exactDollars(request.cost) : 'not billed'],
  ['From', request.network ?? '–'],
  ['Program', request.userAgent || '–'],
]

/** A request in a line; opened, all that is kept of it. */
export function RequestRow({ request, keyName }: { request: LoggedRequest; keyName: string }) {
  const { label, color } = outcomeWords(request)
  const { at, model, inputTokens, outputTokens, totalMs, billed, cost } = request
  return (
    <li>
      <details className={classes.request}>
        <summary>
          <strong>{model}</strong>
          <Badge variant="light" color={color}>
            {label}
          </Badge>
          <span>
            {inputTokens.toLocaleString('en')} → {outputTokens.toLocaleString('en')} tokens
          </span>
          <span>{duration(totalMs)}</span>
          <span>{billed ? dollars(cost) : '–'}</span>
          <TimeAgo at={at} />
        </summary>
        <dl className={classes.facts}>
          {facts(request, keyName).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </details>
    </li>
  )
}
