import type { Context, Stores } from '../context.ts'

/** Every store that this process serves, each once. */
export const allStores = (ctx: Pick<Context, 'control' | 'region' | 'regions'>): Stores[] => [
  ...new Set([ctx.control, ...ctx.regions.map((region) => ctx.region({ region }))]),
]
