import { ChunkHeaders, ChunkParams, ChunkStored, limits, Ping, PublicKey, SignedPolicy } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { projectByPublicKey } from '../accounts/index.ts'
import { assetIntake } from './assets/routes.ts'
import { answerPreflights, limited, openToSites } from './open-to-sites.ts'
import { scanner } from './scanner.ts'
import { seeSnippet } from './see-snippet.ts'
import { signPolicy } from './sign-policy.ts'
import { requireOrigin } from './site-origin.ts'
import { storeChunk } from './store-chunk.ts'
import { openUpload } from './upload-token.ts'
import { voiceIntake } from './voice/routes.ts'

const chunkUrl = '/v1/recordings/:recordingId/chunks/:seq'

/** What the snippet asks for and sends, apart from reports. */
export const captureIntake: FastifyPluginAsyncZod = async (app) => {
  openToSites(app)
  await app.register(assetIntake)
  await app.register(voiceIntake)
  for (const url of ['/v1/policy', '/v1/ping']) answerPreflights(app, url, 'GET, POST')
  answerPreflights(app, chunkUrl, 'PUT')
  app.addContentTypeParser('application/gzip', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body)
  app.addContentTypeParser('text/plain', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))

  app.get(
    '/v1/policy',
    {
      config: { permission: 'intake' },
      onRequest: limited('look'),
      schema: {
        summary: 'The signed masking policy of a project',
        querystring: z.object({ key: PublicKey }),
        response: { 200: SignedPolicy },
      },
    },
    async ({ ctx, query, headers }, reply) => {
      const project = await projectByPublicKey(ctx, query.key)
      requireOrigin(project, headers.origin)
      return reply.header('cache-control', 'private, max-age=60').send(signPolicy(ctx, project))
    },
  )

  app.post(
    '/v1/ping',
    {
      config: { permission: 'intake' },
      onRequest: limited('look'),
      schema: { summary: 'The snippet has loaded on a page', body: Ping, response: { 204: z.void() } },
    },
    async ({ ctx, body, headers }, reply) => {
      const project = await projectByPublicKey(ctx, body.key)
      await seeSnippet(ctx, project, requireOrigin(project, headers.origin))
      return reply.code(204).send()
    },
  )

  app.put(
    chunkUrl,
    {
      config: { permission: 'upload' },
      bodyLimit: limits.chunkPackedBytes,
      onRequest: limited('chunk'),
      schema: {
        summary: 'One chunk of a recording; the same chunk may be sent again',
        consumes: ['application/gzip'],
        params: ChunkParams,
        headers: ChunkHeaders,
        response: { 200: ChunkStored },
      },
    },
    ({ ctx, params, headers, body }) => {
      const upload = openUpload(ctx, headers.authorization, { recordingId: params.recordingId })
      const sha256 = headers['x-vitrine-sha256']
      return storeChunk(ctx, { upload, seq: params.seq, sha256, body: bytes(body) }, scanner.prepareChunk)
    },
  )
}

/** No body, or one of another type, is a chunk that unpacks to nothing. */
const bytes = (body: unknown): Uint8Array => (body instanceof Uint8Array ? body : new Uint8Array())
