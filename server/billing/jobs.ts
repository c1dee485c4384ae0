import type { Context } from '../context.ts'
import { every, startWorker } from '../platform/jobs/worker.ts'
import { carryMonths } from './carry-months.ts'
import { checkBalances } from './check-balances.ts'
import { endLeases } from './node/leases.ts'
import { loadPrices } from './prices/load-prices.ts'
import { keepBalancesJob, loadPricesJob } from './tables.ts'

/** Keeps balances whole and prices current. */
export async function startBillingWork(ctx: Context): Promise<void> {
  await startWorker(ctx, keepBalancesJob, keepBalances)
  await every(ctx, keepBalancesJob, '*/10 * * * *')
  await startWorker(ctx, loadPricesJob, async (ctx) => void (await loadPrices(ctx)))
  await every(ctx, loadPricesJob, '40 4 * * *')
}

async function keepBalances(ctx: Context): Promise<void> {
  const lapsed = await endLeases(ctx, 'lapsed')
  if (lapsed > 0) ctx.log.warn('Machines that were not heard of have lost what they had set aside', { count: lapsed })
  await carryMonths(ctx)
  const faults = await checkBalances(ctx)
  if (faults.length > 0) ctx.log.error('Balances and their entries differ', { count: faults.length })
}
