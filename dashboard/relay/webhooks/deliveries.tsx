import { Badge, Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../shell/failure.tsx'
import { TimeAgo } from '../../ui/time-ago.tsx'
import classes from '../supply/supply.module.css'
import { deliveriesQuery, useWebhookChanges } from './use-webhooks.ts'

const states = {
  waiting: { label: 'Waiting', color: 'amber' },
  delivered: { label: 'Delivered', color: 'green' },
  failed: { label: 'Given up', color: 'red' },
} as const

/** How the last calls went: never what they said. */
export function Deliveries({ organizationId, webhookId }: { organizationId: string; webhookId: string }) {
  const deliveries = useQuery(deliveriesQuery(organizationId, webhookId))
  const { replay } = useWebhookChanges(organizationId)
  if (deliveries.isError) return <Failure error={deliveries.error} retry={() => void deliveries.refetch()} />
  if (!deliveries.data) return <Skeleton height={48} />
  if (deliveries.data.length === 0) return <p className={classes.hint}>It has not been called yet.</p>
  return (
    <ul className={classes.plain}>
      {deliveries.data.map(({ id, event, happenedAt, state, attempts, status, failure }) => (
        <li key={id} className={classes.row}>
          <div>
            <code>{event}</code> <TimeAgo at={happenedAt} />
            <small>
              {attempts} {attempts === 1 ? 'attempt' : 'attempts'}
              {status !== null && ` · answered ${status}`}
              {failure && ` · ${failure}`}
            </small>
          </div>
          <Badge variant="light" color={states[state].color}>
            {states[state].label}
          </Badge>
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => replay.mutate({ id: webhookId, deliveryId: id })}
            aria-label={`Send ${event} again`}
          >
            Again
          </Button>
        </li>
      ))}
    </ul>
  )
}
