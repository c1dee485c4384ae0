import { checkBalances, toUsd } from '../billing/index.ts'
import type { Command } from './command.ts'

const says = {
  entries: 'its entries do not sum to its balance',
  pairs: 'its entries do not sum to nothing over all accounts',
  leases: 'what is set aside is not what machines have',
} as const

export const balancesCheck: Command = {
  words: 'balances check',
  what: 'compares every balance with its entries',
  run: async (ctx) => {
    const faults = await checkBalances(ctx)
    for (const { organizationId, what, expected, found } of faults)
      console.log(`${organizationId}: ${says[what]} (${toUsd(expected)} expected, ${toUsd(found)} found)`)
    if (faults.length === 0) console.log('Balances equal their entries.')
    return faults.length === 0 ? 0 : 1
  },
}
