import { Button, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RelayChannel } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { Section } from '../../ui/section.tsx'
import classes from './supply.module.css'
import { routesQuery, useSupplyChanges } from './use-supply.ts'

const strategies = {
  priority: 'in this order',
  weighted: 'by weight',
  latency: 'the fastest first',
  cost: 'the cheapest first',
}

/** Which models are on offer, and where their requests go. */
export function ModelsSection({ channels }: { channels: readonly RelayChannel[] }) {
  const routes = useQuery(routesQuery)
  const { withdraw } = useSupplyChanges()
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  return (
    <Section title="Models" about="What programs may ask for, and which channels answer.">
      {routes.isError && <Failure error={routes.error} retry={() => void routes.refetch()} />}
      {routes.isPending && <Skeleton height={80} />}
      {routes.data?.length === 0 && <p className={classes.hint}>None yet: add a provider and name its models.</p>}
      <ul className={classes.plain}>
        {routes.data?.map(({ id, model, strategy, targets }) => (
          <li key={id} className={classes.row}>
            <div>
              <strong>{model}</strong>
              <small>
                {targets
                  .toSorted((a, b) => a.priority - b.priority)
                  .map(({ channelId }) => names.get(channelId) ?? 'a channel that is gone')
                  .join(', ')}
                {targets.length > 1 && ` · ${strategies[strategy]}`}
              </small>
            </div>
            <Button
              variant="default"
              size="compact-sm"
              onClick={() => withdraw.mutate(id)}
              aria-label={`Withdraw ${model}`}
            >
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  )
}
