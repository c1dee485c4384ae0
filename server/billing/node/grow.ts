import { setTimeout as pause } from 'node:timers/promises'
import type { Context } from '../../context.ts'
import { errorFields } from '../../platform/log/error-fields.ts'
import type { Pico } from '../price.ts'
import { recalls } from '../tables.ts'
import { lease, leftOf } from './leases.ts'
import type { Grown, Slice } from './slice.ts'

/** How long the others have to give back what they don't need. */
const recallMs = [50, 150, 400]
/** So long a refusal stands, so that an empty balance costs the database one question a second. */
const refusedMs = 1_000

const larger = (a: Pico, b: Pico): Pico => (a > b ? a : b)

/** Makes a slice larger, by `need` at least. A need of nothing is a slice that runs low. */
export function grow(ctx: Context, node: string, slice: Slice, need: Pico): Promise<Grown> {
  slice.growing ??= widen(ctx, node, slice, need)
    .catch((error: unknown): Grown => {
      ctx.log.error('No money could be set aside', errorFields(error))
      return 'down'
    })
    .finally(() => {
      slice.growing = undefined
    })
  return slice.growing
}

async function widen(ctx: Context, node: string, slice: Slice, need: Pico): Promise<Grown> {
  const { organizationId } = slice
  const take = async (amount: Pico): Promise<boolean> => {
    const left = await lease(ctx, node, organizationId, amount)
    if (left !== undefined) slice.grow(amount, Date.now())
    return left !== undefined
  }
  if (await take(larger(need, slice.size))) return 'grown'
  const { left, others } = await leftOf(ctx, organizationId, slice.leased)
  // A quarter of what is left, so that other nodes have some too.
  const part = larger(need, left / 4n)
  if (part > 0n && part <= left && (await take(part))) return 'grown'
  if (need > 0n && others && (await recall(ctx, organizationId, () => take(need)))) return 'grown'
  const until = Date.now() + refusedMs
  slice.quietUntil = until
  if (need > 0n) slice.refused = { need, until }
  return 'short'
}

async function recall(ctx: Context, organizationId: string, take: () => Promise<boolean>): Promise<boolean> {
  await ctx.control.ephemeral.publish(recalls.key({}), organizationId)
  for (const wait of recallMs) {
    await pause(wait)
    if (await take()) return true
  }
  return false
}
