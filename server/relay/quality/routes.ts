import {
  AcceptedChannel,
  Quality,
  QualityChecks,
  QualityChecksQuery,
  QualitySettingsChange,
  ReportedChecks,
  TakenChecks,
  TakenForNormal,
} from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { acceptChannel } from './accept-channel.ts'
import { askForRound } from './ask-for-round.ts'
import { changeSettings } from './change-settings.ts'
import { listChecks, readQuality } from './read-quality.ts'
import { reportChecks } from './report-checks.ts'

const config = { permission: 'platform' } as const
const Nothing = z.object({})

/** What platform admins see of the quality of models, and what jobs outside tell of it. */
export const qualityRoutes: FastifyPluginAsyncZod = async (app) => {
  app.post(
    '/v1/admin/model-quality/checks',
    {
      config,
      schema: { summary: 'Hand in checks of models', body: ReportedChecks, response: { 200: TakenChecks } },
    },
    ({ ctx, body }) => reportChecks(ctx, body),
  )

  app.get(
    '/api/relay/quality',
    { config, schema: { summary: 'How models answer, channel by channel', response: { 200: Quality } } },
    ({ ctx }) => readQuality(ctx),
  )

  app.get(
    '/api/relay/quality/checks',
    {
      config,
      schema: {
        summary: 'Checks of models, newest first',
        querystring: QualityChecksQuery,
        response: { 200: QualityChecks },
      },
    },
    ({ ctx, query }) => listChecks(ctx, query),
  )

  app.patch(
    '/api/relay/quality/settings',
    {
      config,
      schema: {
        summary: 'Set whether and how often models are asked questions',
        body: QualitySettingsChange,
        response: { 200: Quality },
      },
    },
    async ({ ctx, body }) => {
      await changeSettings(ctx, body)
      return readQuality(ctx)
    },
  )

  app.post(
    '/api/relay/quality/rounds',
    { config, schema: { summary: 'Ask all models now', response: { 202: Nothing } } },
    async ({ ctx }, reply) => {
      await askForRound(ctx)
      return reply.code(202).send({})
    },
  )

  app.post(
    '/api/relay/quality/accepted',
    {
      config,
      schema: {
        summary: 'Take a channel’s present answers for normal',
        body: AcceptedChannel,
        response: { 200: TakenForNormal },
      },
    },
    ({ ctx, body }) => acceptChannel(ctx, body),
  )
}
