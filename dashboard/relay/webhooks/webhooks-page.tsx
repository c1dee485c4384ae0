import { Button, Skeleton, Switch } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus, IconWebhook } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import type { Webhook, WebhookEvent } from '@vitrine/protocol'
import { Failure } from '../../shell/failure.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Empty } from '../../ui/empty.tsx'
import { Section } from '../../ui/section.tsx'
import { RelayPage } from '../relay-page.tsx'
import classes from '../supply/supply.module.css'
import { useMayDevelop } from '../use-may-develop.ts'
import { Deliveries } from './deliveries.tsx'
import { eventWords } from './event-words.ts'
import { NewWebhookDialog } from './new-webhook-dialog.tsx'
import { useWebhookChanges, webhooksQuery } from './use-webhooks.ts'

const route = getRouteApi('/member/organizations/$organizationId/relay/webhooks')

function WebhookSection({ organizationId, webhook }: { organizationId: string; webhook: Webhook }) {
  const { id, url, events, enabled, failingSince } = webhook
  const { change, remove } = useWebhookChanges(organizationId)
  const [removing, ask] = useDisclosure()
  return (
    <Section
      title={url}
      about={events.map((event) => eventWords[event as WebhookEvent] ?? event).join(' · ')}
      aside={
        <Button variant="default" size="compact-sm" onClick={ask.open} aria-label={`Remove ${url}`}>
          Remove
        </Button>
      }
    >
      <Switch
        label="Called"
        description={failingSince ? 'It has not answered well for a while.' : undefined}
        checked={enabled}
        onChange={(event) => change.mutate({ id, change: { enabled: event.currentTarget.checked } })}
      />
      <details>
        <summary>The last calls</summary>
        <Deliveries organizationId={organizationId} webhookId={id} />
      </details>
      <ConfirmDialog
        title="Remove this webhook"
        action="Remove"
        opened={removing}
        onClose={ask.close}
        onConfirm={() => remove.mutate(id, { onSettled: ask.close })}
        pending={remove.isPending}
      >
        It is not called any more, and its secret is forgotten.
      </ConfirmDialog>
    </Section>
  )
}

function Webhooks({ organizationId }: { organizationId: string }) {
  const webhooks = useQuery(webhooksQuery(organizationId))
  if (webhooks.isError) return <Failure error={webhooks.error} retry={() => void webhooks.refetch()} />
  if (!webhooks.data) return <Skeleton height={160} radius="lg" />
  if (webhooks.data.length === 0)
    return (
      <Empty icon={<IconWebhook size={24} />} title="No webhook yet">
        Name an address of yours, and it is called when a balance runs low or a key changes.
      </Empty>
    )
  return webhooks.data.map((webhook) => (
    <WebhookSection key={webhook.id} organizationId={organizationId} webhook={webhook} />
  ))
}

export function WebhooksPage() {
  const { organizationId } = route.useParams()
  const mayChange = useMayDevelop(organizationId)
  const [adding, { open, close }] = useDisclosure()
  return (
    <RelayPage
      organizationId={organizationId}
      title="Webhooks"
      about="Addresses of yours that are called when something happens: signed, repeated until they answer."
      actions={
        mayChange && (
          <Button leftSection={<IconPlus size={16} />} onClick={open}>
            New webhook
          </Button>
        )
      }
    >
      {mayChange ? (
        <Webhooks organizationId={organizationId} />
      ) : (
        <p className={classes.hint}>Only developers and admins of the organization see these.</p>
      )}
      <NewWebhookDialog organizationId={organizationId} opened={adding} onClose={close} />
    </RelayPage>
  )
}
