import type { FastifyBaseLogger } from 'fastify'
import type { Context } from '../../context.ts'
import { errorFields } from '../log/error-fields.ts'

/** Fastify's own remarks, in declared fields: what it says of a request may hold addresses and values. */
export function frameworkLog({ log }: Context): FastifyBaseLogger {
  const say = (level: 'warn' | 'error') => (given: unknown, message?: string) => {
    const thrown = given instanceof Error ? given : (given as { err?: unknown } | undefined)?.err
    log[level]('The web server remarks', thrown ? errorFields(thrown) : { error: message ?? String(given) })
  }
  const quiet = () => {}
  const logger: FastifyBaseLogger = {
    level: 'warn',
    silent: quiet,
    trace: quiet,
    debug: quiet,
    info: quiet,
    warn: say('warn'),
    error: say('error'),
    fatal: say('error'),
    child: () => logger,
  }
  return logger
}
