import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { sql } from 'kysely'
import { ProblemError } from '../errors.ts'
import { errorFields } from '../log/error-fields.ts'

const config = { permission: 'public' } as const

/** `/healthz`: the process answers. `/readyz`: its databases do too, within two seconds. */
export const health: FastifyPluginAsyncZod = async (app) => {
  app.get('/healthz', { config, schema: { hide: true } }, async () => ({ status: 'ok' }))

  app.get('/readyz', { config, schema: { hide: true } }, async ({ ctx }) => {
    const stores = new Set([ctx.control, ...ctx.regions.map((region) => ctx.region({ region }))])
    try {
      await Promise.race([
        Promise.all([...stores].flatMap(({ db, keys }) => [db, keys]).map((each) => sql`select 1`.execute(each))),
        new Promise((_, reject) =>
          AbortSignal.timeout(2_000).addEventListener('abort', () => reject(new Error('no answer within 2 s'))),
        ),
      ])
    } catch (error) {
      ctx.log.warn('The database does not answer', errorFields(error))
      throw new ProblemError('unavailable', 'The database does not answer.')
    }
    return { status: 'ready' }
  })
}
