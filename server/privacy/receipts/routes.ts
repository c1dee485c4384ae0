import { ErasureParams, ReceiptKeys, receiptKeysPath, SignedReceipt } from '@vitrine/protocol'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { ProblemError } from '../../platform/errors.ts'
import { readableRow } from '../erasure/read-erasure.ts'
import { receiptKeys } from './sign-receipt.ts'

export const receiptRoutes: FastifyPluginAsyncZod = async (app) => {
  app.get(
    receiptKeysPath,
    {
      config: { permission: 'public' },
      schema: { summary: 'The public keys that receipts are signed with', response: { 200: ReceiptKeys } },
    },
    async ({ ctx }, reply) =>
      reply
        .header('cache-control', 'public, max-age=3600')
        .header('access-control-allow-origin', '*')
        .header('cross-origin-resource-policy', 'cross-origin')
        .send({ keys: receiptKeys(ctx) }),
  )

  app.get(
    '/v1/data-deletion/:erasureId/receipt',
    {
      config: { permission: 'member' },
      schema: {
        summary: 'The signed receipt of a finished erasure',
        params: ErasureParams,
        response: { 200: SignedReceipt },
      },
    },
    async ({ ctx, params }, reply) => {
      const { receipt } = await readableRow(ctx, params.erasureId)
      if (!receipt)
        throw new ProblemError('not-found', 'This erasure has no receipt yet.', 'Wait until its state is "done".')
      return reply
        .header('content-disposition', `attachment; filename="erasure-${params.erasureId}.json"`)
        .send(receipt)
    },
  )
}
