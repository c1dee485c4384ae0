import { randomUUID } from 'node:crypto'
import { NewPrice, NewRelayKey } from '@vitrine/protocol'
import { authorizeOrganization } from '../../server/accounts/index.ts'
import { bookPayment } from '../../server/billing/index.ts'
import { setPrice } from '../../server/billing/prices/set-price.ts'
import type { Context } from '../../server/context.ts'
import { createKey } from '../../server/relay/keys/create-key.ts'
import { createChannel } from '../../server/relay/supply/channels/create-channel.ts'
import { createRoute } from '../../server/relay/supply/routes/create-route.ts'
import { seedProject } from '../../server/testing/seed.ts'
import { transact } from '../../server/transact.ts'

const provider = 'openai-compatible'
/** As clients call it, and as the provider does. */
const [model, theirs] = ['bench', 'bench-model']
const each = { input: '0.0000002', output: '0.0000008' }
/** A million dollars: no request of a measurement finds its balance empty. */
const amount = 10n ** 18n
/** All there are, so high that none is reached. */
const limits = {
  requestsPerMinute: 2_000_000_000,
  tokensPerMinute: 2_000_000_000,
  concurrent: 100_000,
  spendPerDay: '1000000',
  spendPerMonth: '1000000',
}

/** Somebody with money, a key with every limit, and a priced model at that address. Answers the key. */
export async function supplied(plain: Context, baseUrl: string): Promise<string> {
  const { organizationId, projectId, userId } = await seedProject(plain)
  await plain.control.db.updateTable('users').set({ platform_admin: true }).where('id', '=', userId).execute()
  const ctx: Context = { ...plain, actor: { kind: 'member', userId, platformAdmin: true } }
  const fields = { key: `sk-${randomUUID()}` }
  const channel = await createChannel(ctx, { provider, name: 'Bench', baseUrl, fields })
  const targets = [{ channelId: channel.id, model: theirs, priority: 0, weight: 1 }]
  await createRoute(ctx, { model, strategy: 'priority', attempts: 2, targets, organizationId: null })
  await setPrice(ctx, NewPrice.parse({ provider, model, side: 'sell', each }))
  await setPrice(ctx, NewPrice.parse({ provider, model: theirs, side: 'buy', each }))
  await transact(ctx, ctx.control, (ctx, tx) =>
    bookPayment(ctx, tx, { id: randomUUID(), organizationId, kind: 'correction', amount }),
  )
  const organization = await authorizeOrganization(ctx, organizationId, 'develop')
  const key = NewRelayKey.parse({ name: 'Bench', projectId, models: [model], endpoints: ['chat'], limits })
  return (await createKey(ctx, { organization, key })).secret
}
