import type { Context } from '../../../context.ts'
import { makePartitions } from '../../../platform/db/partitions.ts'
import { testContext } from '../../../testing/context.ts'
import type { Dialect } from '../../dialects/index.ts'
import { target } from '../../plane/testing/plane-on.ts'
import { modelQualityChecks } from '../tables.ts'
import type { Watched } from '../watched.ts'

/** A Context whose way out leads to simulated providers, with a place for what is found. */
export async function qualityContext(): Promise<Context> {
  const ctx = await testContext()
  await makePartitions(ctx.control.db, [modelQualityChecks], ctx.now())
  return { ...ctx, egress: { ...ctx.egress, connector: async () => ({ how: {}, done: () => {} }) } }
}

/** A way to a simulated model; `how` is its behaviour. */
export function way(
  url: string,
  { id, how = 'wits', dialect = 'openai' }: { id: string; how?: string; dialect?: Dialect },
): Watched {
  const { channel, ...rest } = target(url, dialect, how, { firstToken: 2_000 })
  return {
    model: 'helper',
    target: { ...rest, channel: { ...channel, id, provider: { ...channel.provider, id: 'simulator' } } },
  }
}
