import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { OpenedExport } from './open-export.ts'

/** A gigabyte over a slow line. */
export const longestDownloadMs = 6 * 3_600_000

/** The file of a copy as an answer that no cache keeps. */
export const sendCopy = (reply: FastifyReply, { name, bytes, content }: OpenedExport): FastifyReply =>
  reply
    .type('application/zip')
    .header('content-length', bytes)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('cache-control', 'no-store')
    .send(Readable.from(content, { objectMode: false }))
