import { VoiceHeaders, VoiceParams, VoiceStored } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answerPreflights, limited } from '../open-to-sites.ts'
import { openUpload } from '../upload-token.ts'
import { deleteVoice } from './delete-voice.ts'
import { readVoice } from './read-voice.ts'
import { storeVoice } from './store-voice.ts'

const url = '/v1/recordings/:recordingId/voice'

/** How a visitor's voice note comes in. */
export const voiceIntake: FastifyPluginAsyncZod = async (app) => {
  answerPreflights(app, url, 'PUT')
  app.addContentTypeParser('audio/webm', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body)

  app.put(
    url,
    {
      config: { permission: 'upload' },
      bodyLimit: 10_000_000,
      onRequest: limited('chunk'),
      schema: {
        summary: 'The voice note of a recording; the same one may be sent again',
        consumes: ['audio/webm'],
        params: VoiceParams,
        headers: VoiceHeaders,
        response: { 200: VoiceStored },
      },
    },
    ({ ctx, params, headers, body }) => {
      const upload = openUpload(ctx, headers.authorization, params)
      const audio = body instanceof Uint8Array ? body : new Uint8Array()
      return storeVoice(ctx, { upload, sha256: headers['x-vitrine-sha256'], body: audio })
    },
  )
}

/** What members do with it. */
export const voiceRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/recordings/:recordingId/voice',
    {
      config: { permission: 'project:view' },
      schema: {
        summary: 'The audio of a voice note',
        params: VoiceParams,
        response: { 200: z.unknown().describe('Opus audio in WebM') },
      },
    },
    async ({ ctx, params }, reply) =>
      reply
        .type('audio/webm')
        .header('cache-control', 'private, no-store')
        .send(await readVoice(ctx, params.recordingId)),
  )

  app.delete(
    '/api/recordings/:recordingId/voice',
    {
      config: { permission: 'project:administer' },
      schema: { summary: 'Delete a voice note; the recording stays', params: VoiceParams, response: { 204: z.void() } },
    },
    async ({ ctx, params }, reply) => {
      await deleteVoice(ctx, params.recordingId)
      return reply.code(204).send()
    },
  )
}
