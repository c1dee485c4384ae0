import type { Listed } from './price-list.ts'

const model = (name: string, input: bigint, output: bigint): Listed => ({
  provider: 'simulator',
  model: name,
  validFrom: undefined,
  each: { input, cachedInput: input / 10n, cacheWrite: (input * 5n) / 4n, cacheWriteLong: 2n * input, output },
  tiers: [],
  perRequest: 0n,
})

/** What the simulated provider's models would cost: a quarter, two and a half and one dollar for a million tokens. */
export const simulatorPrices: readonly Listed[] = [
  model('sim-small', 250_000n, 1_000_000n),
  model('sim-large', 2_500_000n, 10_000_000n),
  model('sim-reasoning', 1_000_000n, 4_000_000n),
]
