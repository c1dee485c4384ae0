import { BlockParams, Detection, ProjectParams, ReplayEvents } from '@vitrine/protocol'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { assetRoutes } from './assets/routes.ts'
import { listDetections } from './list-detections.ts'
import { unpack } from './pack.ts'
import { type ReplayPart, readReplay } from './read-replay.ts'
import { voiceRoutes } from './voice/routes.ts'

/** What the dashboard reads: replay, and where the snippet is running. */
export const captureRoutes: FastifyPluginAsyncZod = async (app) => {
  await app.register(voiceRoutes)
  await app.register(assetRoutes)
  for (const part of ['block', 'keyframe'] as const satisfies ReplayPart[])
    app.get(
      `/api/recordings/:recordingId/${part}s/:seq`,
      {
        config: { permission: 'project:view' },
        schema: { summary: `The events of a ${part}`, params: BlockParams, response: { 200: ReplayEvents } },
      },
      async ({ ctx, params, headers }, reply) => sendPacked(reply, headers, await readReplay(ctx, part, params)),
    )

  app.get(
    '/api/projects/:projectId/detections',
    {
      config: { permission: 'project:view' },
      schema: {
        summary: 'Origins on which the snippet was seen in the last ten minutes',
        params: ProjectParams,
        response: { 200: z.array(Detection) },
      },
    },
    ({ ctx, params }) => listDetections(ctx, params.projectId),
  )
}

/** Replay rests packed as browsers can unpack it themselves; checked on the way in, it is passed on as it is. */
async function sendPacked(
  reply: FastifyReply,
  headers: FastifyRequest['headers'],
  packed: Buffer,
): Promise<FastifyReply> {
  reply.type('application/json; charset=utf-8').header('vary', 'Accept-Encoding')
  if (!/\bzstd\b/.test(String(headers['accept-encoding']))) return reply.send(await unpack(packed))
  return reply.header('content-encoding', 'zstd').send(packed)
}
