import {
  ChangeWebhook,
  DeliveryParams,
  NewWebhook,
  OrganizationParams,
  Webhook,
  WebhookDelivery,
  WebhookParams,
  WebhookWithSecret,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authorizeOrganization } from '../../accounts/index.ts'
import type { Context } from '../../context.ts'
import { changeWebhook } from './change-webhook.ts'
import { createWebhook } from './create-webhook.ts'
import { listDeliveries, listWebhooks } from './list-webhooks.ts'
import { removeWebhook } from './remove-webhook.ts'
import { replayDelivery } from './replay-delivery.ts'
import { rotateWebhookSecret } from './rotate-webhook-secret.ts'

const base = '/api/organizations/:organizationId/relay/webhooks'
const config = { permission: 'organization:develop' } as const
const none = z.null()

const organizationOf = (ctx: Context, { organizationId }: { readonly organizationId: string }) =>
  authorizeOrganization(ctx, organizationId, 'develop')

/** Addresses of an organization's own that are called when something happens. */
export const webhookRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    base,
    {
      config,
      schema: { summary: 'Webhooks', params: OrganizationParams, response: { 200: z.array(Webhook) } },
    },
    async ({ ctx, params }) => listWebhooks(ctx, await organizationOf(ctx, params)),
  )

  app.post(
    base,
    {
      config,
      schema: {
        summary: 'Have an address called when something happens; its secret is shown this once',
        params: OrganizationParams,
        body: NewWebhook,
        response: { 201: WebhookWithSecret },
      },
    },
    async ({ ctx, params, body }, reply) =>
      reply.code(201).send(await createWebhook(ctx, { organization: await organizationOf(ctx, params), ...body })),
  )

  await app.register(changeRoutes)
  await app.register(deliveryRoutes)
}

const changeRoutes: FastifyPluginAsyncZod = async (app) => {
  app.patch(
    `${base}/:endpointId`,
    {
      config,
      schema: {
        summary: 'Change what a webhook hears of, or whether it is called',
        params: WebhookParams,
        body: ChangeWebhook,
        response: { 200: Webhook },
      },
    },
    async ({ ctx, params, body: change }) =>
      changeWebhook(ctx, { organization: await organizationOf(ctx, params), endpointId: params.endpointId, change }),
  )

  app.post(
    `${base}/:endpointId/secret`,
    {
      config,
      schema: {
        summary: 'A new secret, shown this once; the one before counts for another day',
        params: WebhookParams,
        response: { 200: WebhookWithSecret },
      },
    },
    async ({ ctx, params }) =>
      rotateWebhookSecret(ctx, { organization: await organizationOf(ctx, params), endpointId: params.endpointId }),
  )

  app.delete(
    `${base}/:endpointId`,
    { config, schema: { summary: 'Remove a webhook', params: WebhookParams, response: { 204: none } } },
    async ({ ctx, params }, reply) => {
      await removeWebhook(ctx, { organization: await organizationOf(ctx, params), endpointId: params.endpointId })
      return reply.code(204).send(null)
    },
  )
}

const deliveryRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    `${base}/:endpointId/deliveries`,
    {
      config,
      schema: {
        summary: 'How the last calls of a webhook went',
        params: WebhookParams,
        response: { 200: z.array(WebhookDelivery) },
      },
    },
    async ({ ctx, params }) =>
      listDeliveries(ctx, { organization: await organizationOf(ctx, params), endpointId: params.endpointId }),
  )

  app.post(
    `${base}/:endpointId/deliveries/:deliveryId/replay`,
    {
      config,
      schema: { summary: 'Call a webhook once more, with the same', params: DeliveryParams, response: { 204: none } },
    },
    async ({ ctx, params }, reply) => {
      const { endpointId, deliveryId } = params
      await replayDelivery(ctx, { organization: await organizationOf(ctx, params), endpointId, deliveryId })
      return reply.code(204).send(null)
    },
  )
}
