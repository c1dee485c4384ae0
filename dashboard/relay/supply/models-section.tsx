import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RelayChannel } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { Section } from '../../ui/section.tsx'
import { ModelRow } from './model-row.tsx'
import classes from './supply.module.css'
import { routesQuery } from './use-supply.ts'

/** Which models are on offer, and where their requests go. */
export function ModelsSection({ channels }: { channels: readonly RelayChannel[] }) {
  const routes = useQuery(routesQuery)
  const names = new Map(channels.map(({ id, name }) => [id, name]))
  const channelName = (id: string) => names.get(id) ?? 'a channel that is gone'
  return (
    <Section title="Models" about="What programs may ask for, and which channels answer.">
      {routes.isError && <Failure error={routes.error} retry={() => void routes.refetch()} />}
      {routes.isPending && <Skeleton height={80} />}
      {routes.data?.length === 0 && <p className={classes.hint}>None yet: add a provider and name its models.</p>}
      <ul className={classes.plain}>
        {routes.data?.map((route) => (
          <ModelRow key={route.id} route={route} channelName={channelName} />
        ))}
      </ul>
    </Section>
  )
}
