import { ChangeChannel, ChannelHealth, ChannelParams, ModelProvider, NewChannel, RelayChannel } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readChannelHealth } from '../health/read-channel-health.ts'
import { listProviders } from '../list-providers.ts'
import { changeChannel } from './change-channel.ts'
import { createChannel } from './create-channel.ts'
import { listChannels } from './list-channels.ts'
import { removeChannel } from './remove-channel.ts'
import { testChannel } from './test-channel.ts'

const config = { permission: 'platform' } as const
const path = '/api/relay/channels'

/** The operator's ways to model providers. */
export const channelRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/relay/providers',
    {
      config: { permission: 'member' },
      schema: { summary: 'Model providers that can be set up', response: { 200: z.array(ModelProvider) } },
    },
    async () => listProviders(),
  )

  app.get(
    path,
    { config, schema: { summary: 'Channels to model providers', response: { 200: z.array(RelayChannel) } } },
    ({ ctx }) => listChannels(ctx),
  )

  app.get(
    `${path}/health`,
    {
      config,
      schema: { summary: 'How channels did in the last hour', response: { 200: z.array(ChannelHealth) } },
    },
    ({ ctx }) => readChannelHealth(ctx),
  )

  app.post(
    path,
    {
      config,
      schema: {
        summary: 'Set up a channel; its provider is asked at once',
        body: NewChannel,
        response: { 201: RelayChannel },
      },
    },
    async ({ ctx, body }, reply) => reply.code(201).send(await createChannel(ctx, body)),
  )

  app.patch(
    `${path}/:channelId`,
    {
      config,
      schema: {
        summary: 'Change a channel, switch it off or drain it',
        params: ChannelParams,
        body: ChangeChannel,
        response: { 200: RelayChannel },
      },
    },
    ({ ctx, params, body }) => changeChannel(ctx, { ...params, change: body }),
  )

  app.post(
    `${path}/:channelId/test`,
    {
      config,
      schema: {
        summary: 'Ask a channel’s provider whether its credential is good',
        params: ChannelParams,
        response: { 200: RelayChannel },
      },
    },
    ({ ctx, params }) => testChannel(ctx, params.channelId),
  )

  app.delete(
    `${path}/:channelId`,
    { config, schema: { summary: 'Remove a channel', params: ChannelParams, response: { 204: z.null() } } },
    async ({ ctx, params }, reply) => {
      await removeChannel(ctx, params.channelId)
      return reply.code(204).send(null)
    },
  )
}
