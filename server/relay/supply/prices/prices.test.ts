import { expect, test } from 'vitest'
import { setPrice } from '../../../billing/prices/set-price.ts'
import { asMember, testContext } from '../../../testing/context.ts'
import { seedMember, seedProject } from '../../../testing/seed.ts'
import { createRoute } from '../routes/create-route.ts'
import { sampleChannel } from '../testing/sample-supply.ts'
import { listModelPrices, listOfferedPrices } from './list-model-prices.ts'

test('what is paid and charged now: a margin, then a price of its own, and no price at all', async () => {
  const ctx = await testContext()
  const { organizationId } = await seedProject(ctx)
  const userId = await seedMember(ctx, { organizationId, role: null })
  await ctx.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  const admin = asMember(ctx, userId, true)
  const organization = { id: organizationId } as Parameters<typeof listModelPrices>[1]
  const { channelId } = await sampleChannel(ctx)
  const offer = (model: string) => {
    const targets = [{ channelId, model, priority: 0, weight: 1 }]
    return createRoute(admin, { model, strategy: 'priority', attempts: 1, targets })
  }
  await offer('ours')
  await offer('unpriced')
  const of = { provider: 'openai', model: 'ours' }
  const each = { input: '0.000002', output: '0.000008' }
  await setPrice(admin, { ...of, side: 'buy', each, tiers: [], perRequest: '0' })
  await setPrice(admin, { provider: '*', model: '*', side: 'sell', margin: 2_500 })
  const [ours, unpriced] = await listOfferedPrices(admin)
  expect(ours).toMatchObject({ ...of, margin: 2_500, buy: { each }, sell: { each: { input: '0.0000025' } } })
  expect(unpriced).toMatchObject({ model: 'unpriced', buy: null, sell: null })
  const own = { input: '0.000005', output: '0.000009' }
  await setPrice(admin, { ...of, side: 'sell', each: own, tiers: [], perRequest: '0.01' })
  expect(await listModelPrices(ctx, organization)).toMatchObject([
    { model: 'ours', price: { each: own, perRequest: '0.01' } },
    { model: 'unpriced', price: null },
  ])
  expect((await listOfferedPrices(admin))[0]?.margin).toBeNull()
})
