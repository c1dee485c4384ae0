import { expect, test, vi } from 'vitest'
import { testContext } from '../../testing/context.ts'
import { costOf } from '../cost-of.ts'
import { noUsage } from '../usage.ts'
import { loadPrices } from './load-prices.ts'
import { openPriceBook } from './price-book.ts'
import { amountsOf, type Listed, readPriceList } from './price-list.ts'

const day = 86_400_000

test('the price list becomes whole numbers, exactly', () => {
  const list = readPriceList()
  const of = (provider: string, model: string) => list.find((one) => one.provider === provider && one.model === model)
  expect(of('openai', 'gpt-4o')?.each).toEqual({ input: 2_500_000n, cachedInput: 1_250_000n, output: 10_000_000n })
  expect(of('google', 'gemini-2.5-pro')).toMatchObject({
    each: { input: 1_250_000n, cachedInput: 125_000n, output: 10_000_000n },
    tiers: [{ above: 200_000, each: { input: 2_500_000n, cachedInput: 250_000n, output: 15_000_000n } }],
  })
  expect(amountsOf({ audio_hours: 0.111 }).each).toEqual({ soundMs: 30_834n })
  expect(list.length).toBeGreaterThan(1_000)
  for (const { each } of list) for (const amount of Object.values(each)) expect(amount >= 0n).toBe(true)
})

test('a changed price holds from when it was seen; what held before stays', async () => {
  const ctx = await testContext()
  const listed = (input: bigint, more: Partial<Listed> = {}): Listed => ({
    provider: 'openai',
    model: 'made-up',
    validFrom: undefined,
    each: { input, output: 2n },
    tiers: [],
    perRequest: 0n,
    ...more,
  })
  expect(await loadPrices(ctx, [listed(1n)])).toBe(1)
  expect(await loadPrices(ctx, [listed(1n)])).toBe(0)
  const tomorrow = new Date(Date.now() + day)
  expect(await loadPrices({ ...ctx, now: () => tomorrow }, [listed(5n)])).toBe(1)
  expect(await loadPrices({ ...ctx, now: () => tomorrow }, [listed(5n)])).toBe(0)
  const at = async (now: Date) => {
    const { book, close } = await openPriceBook({ ...ctx, now: () => now })
    await close()
    return book.price('sell', 'openai', 'made-up')?.each.input
  }
  expect(await at(new Date())).toBe(1n)
  expect(await at(new Date(tomorrow.getTime() + 1))).toBe(5n)
})

test('the whole list is loaded once; other names of a model have its price; the simulator has one', async () => {
  const ctx = await testContext()
  const { book, close } = await openPriceBook(ctx)
  expect(book.price('buy', 'openai', 'gpt-4o')).toBeUndefined()
  expect(await loadPrices(ctx)).toBeGreaterThan(1_000)
  expect(await loadPrices(ctx)).toBe(0)
  await vi.waitFor(() => expect(book.price('buy', 'openai', 'gpt-4o-2024-08-06')?.model).toBe('gpt-4o'), 30_000)
  for (const model of ['sim-small', 'sim-large', 'sim-reasoning'])
    expect(book.price('sell', 'simulator', model)).toBeDefined()
  const large = book.price('sell', 'simulator', 'sim-large')
  expect(large && costOf(large, { ...noUsage, input: 1_000_000 })).toBe(2_500_000_000_000n)
  expect(book.price('sell', 'simulator', 'unheard-of')).toBeUndefined()
  expect(book.price('sell', 'nobody', 'gpt-4o')).toBeUndefined()
  await close()
})
