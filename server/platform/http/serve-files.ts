import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { ProblemError } from '../errors.ts'
import { readFiles, type StaticFile } from './static-file.ts'

export type FilesOptions = {
  readonly root: string
  /** Begins and ends with "/". */
  readonly prefix: string
  /** How long a file may be used unasked: not at all unless said, and for good when its name holds a hash. */
  readonly maxAgeSeconds?: number
  /** Only these, where the folder holds more. */
  readonly names?: readonly string[]
  /** Pages of other sites load these: the snippet. */
  readonly forSites?: boolean
}

/** As Vite names them: eight characters, which are no plain word. */
const hashed = /-(?=[\w-]*[A-Z\d_])[\w-]{8}\.\w+$/

/** Public files, held in memory, packed once. */
export async function serveFiles(app: FastifyInstance, options: FilesOptions): Promise<void> {
  const { root, prefix, maxAgeSeconds = 0, forSites = false, names } = options
  const files = new Map([...(await readFiles(root))].filter(([name]) => names?.includes(name) ?? true))
  const answer = { config: { permission: 'public' }, schema: { hide: true } } as const

  app.get(`${prefix}*`, answer, async (request: FastifyRequest, reply) => {
    const name = (request.params as { '*': string })['*']
    const file = files.get(name)
    if (!file) throw new ProblemError('not-found', 'There is nothing at this address.')
    if (forSites)
      reply.header('access-control-allow-origin', '*').header('cross-origin-resource-policy', 'cross-origin')
    const age = maxAgeSeconds > 0 ? `public, max-age=${maxAgeSeconds}` : 'no-cache'
    reply.header('cache-control', hashed.test(name) ? 'public, max-age=31536000, immutable' : age)
    return send(file, request, reply)
  })
}

async function send(file: StaticFile, { headers }: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  reply.header('etag', file.etag).header('vary', 'Accept-Encoding')
  const known = headers['if-none-match']?.split(',').map((etag) => etag.trim())
  if (known?.includes(file.etag)) return reply.code(304).send()
  const { encoding, body } = await file.packed(headers['accept-encoding'] ?? '')
  if (encoding) reply.header('content-encoding', encoding)
  return reply.type(file.type).send(body)
}
