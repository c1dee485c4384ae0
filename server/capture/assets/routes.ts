import { AssetParams, AssetStored, Assets, assetLimits } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { answerPreflights, limited } from '../open-to-sites.ts'
import { scanner } from '../scanner.ts'
import { openUpload } from '../upload-token.ts'
import { listAssets, readAsset } from './read-assets.ts'
import { storeAsset } from './store-asset.ts'
import { unzip } from './unzip.ts'

const uploadUrl = '/v1/recordings/:recordingId/assets/:sha256'

/** How the files that a recording shows come in. */
export const assetIntake: FastifyPluginAsyncZod = async (app) => {
  answerPreflights(app, uploadUrl, 'PUT')
  app.addContentTypeParser('application/octet-stream', { parseAs: 'buffer' }, async (_: unknown, body: Buffer) => body)
  app.addContentTypeParser('application/gzip', { parseAs: 'buffer' }, (_: unknown, body: Buffer) => unzip(body))

  app.put(
    uploadUrl,
    {
      config: { permission: 'upload' },
      bodyLimit: assetLimits.bytes,
      onRequest: limited('asset'),
      schema: {
        summary: 'A style sheet, picture or font of a recording; the same file may be sent again',
        consumes: ['application/octet-stream', 'application/gzip'],
        params: AssetParams,
        response: { 200: AssetStored },
      },
    },
    ({ ctx, params: { recordingId, sha256 }, headers, body }) => {
      const upload = openUpload(ctx, headers.authorization, { recordingId })
      const bytes = body instanceof Uint8Array ? body : new Uint8Array()
      return storeAsset(ctx, { upload, sha256, body: bytes }, scanner.checkAsset)
    },
  )
}

/** Bytes pass schemas by. */
const FileContent = z.unknown().meta({ description: 'The file itself' })

/** A file of a stranger's page, opened by itself, is a document that may do nothing. */
const closed = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"

/** What the replay needs beside the events. */
export const assetRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    '/api/recordings/:recordingId/assets',
    {
      config: { permission: 'project:view' },
      schema: {
        summary: 'The style sheets, pictures and fonts that a recording shows',
        params: AssetParams.pick({ recordingId: true }),
        response: { 200: z.array(Assets.element) },
      },
    },
    ({ ctx, params }) => listAssets(ctx, params.recordingId),
  )

  app.get(
    '/api/recordings/:recordingId/assets/:sha256',
    {
      config: { permission: 'project:view' },
      schema: { summary: 'One of these files', params: AssetParams, response: { 200: FileContent } },
    },
    async ({ ctx, params }, reply) => {
      const { type, content } = await readAsset(ctx, params.recordingId, params.sha256)
      return (
        reply
          .type(type === 'text/css' ? 'text/css; charset=utf-8' : type)
          .header('content-security-policy', closed)
          .header('content-disposition', 'attachment')
          // Named by its content; an hour, because what was erased must not live on in browsers.
          .header('cache-control', 'private, max-age=3600, immutable')
          .send(content)
      )
    },
  )
}
