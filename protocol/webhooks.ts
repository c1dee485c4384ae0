import { z } from 'zod'

export const WebhookEvent = z.enum([
  'balance.low',
  'budget.reached',
  'key.created',
  'key.rotated',
  'key.revoked',
  'key.expired',
  'channel.opened',
  'channel.closed',
])
export type WebhookEvent = z.infer<typeof WebhookEvent>

const Events = z.array(WebhookEvent).min(1).max(WebhookEvent.options.length)

export const NewWebhook = z
  .strictObject({ url: z.url({ protocol: /^https?$/ }).max(2_000), events: Events })
  .meta({ examples: [{ url: 'https://hooks.example.com/vitrine', events: ['balance.low'] }] })
export type NewWebhook = z.infer<typeof NewWebhook>

export const ChangeWebhook = z.strictObject({ events: Events, enabled: z.boolean() }).partial()
export type ChangeWebhook = z.infer<typeof ChangeWebhook>

export const Webhook = z.object({
  id: z.uuid(),
  url: z.string(),
  events: z.array(z.string()),
  enabled: z.boolean(),
  failingSince: z.iso.datetime().nullable(),
  /** Until when the secret before is used as well. */
  previousUntil: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
})
export type Webhook = z.infer<typeof Webhook>

/** The secret is shown this once. */
export const WebhookWithSecret = Webhook.extend({ secret: z.string() })

export const WebhookDelivery = z.object({
  id: z.uuid(),
  eventId: z.uuid(),
  event: z.string(),
  happenedAt: z.iso.datetime(),
  state: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int(),
  status: z.int().nullable(),
  failure: z.string().nullable(),
  nextAt: z.iso.datetime().nullable(),
  doneAt: z.iso.datetime().nullable(),
})
export type WebhookDelivery = z.infer<typeof WebhookDelivery>

export const WebhookParams = z.object({ organizationId: z.uuid(), endpointId: z.uuid() })
export const DeliveryParams = WebhookParams.extend({ deliveryId: z.uuid() })
