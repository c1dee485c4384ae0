import { Button, Skeleton } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconTopologyStar3 } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Failure } from '../../shell/failure.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Page } from '../../ui/page.tsx'
import { Section } from '../../ui/section.tsx'
import { AddProviderDialog } from './add-provider-dialog.tsx'
import { ChannelRow } from './channel-row.tsx'
import { ModelsSection } from './models-section.tsx'
import classes from './supply.module.css'
import { channelsQuery, healthQuery } from './use-supply.ts'

/** The operator's ways to providers, for all organizations. */
export function ChannelsPage() {
  const channels = useQuery(channelsQuery)
  const { data: health = [] } = useQuery(healthQuery)
  const [adding, { open, close }] = useDisclosure()
  return (
    <Page
      title="Channels and models"
      about="The ways to model providers, and the models that every organization may ask through them."
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={open}>
          Add provider
        </Button>
      }
    >
      {channels.isError && <Failure error={channels.error} retry={() => void channels.refetch()} />}
      {channels.isPending && <Skeleton height={200} radius="lg" />}
      {channels.data?.length === 0 && (
        <Empty icon={<IconTopologyStar3 size={24} />} title="No provider yet">
          Add one: you need its API key, and the names of the models to offer.
        </Empty>
      )}
      {channels.data && channels.data.length > 0 && (
        <Section title="Channels" about="One credential at one provider each, and how it did in the last hour.">
          <ul className={classes.plain}>
            {channels.data.map((channel) => (
              <ChannelRow
                key={channel.id}
                channel={channel}
                health={health.find(({ channelId }) => channelId === channel.id)}
              />
            ))}
          </ul>
        </Section>
      )}
      {channels.data && <ModelsSection channels={channels.data} />}
      <AddProviderDialog opened={adding} onClose={close} />
    </Page>
  )
}
