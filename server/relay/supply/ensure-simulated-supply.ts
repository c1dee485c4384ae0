import { audit } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { transact } from '../../transact.ts'
import { sealCredential } from './access/credential.ts'
import { readAccess } from './access/read-access.ts'
import { announceSupply } from './announce.ts'
import { insertChannel } from './channels/create-channel.ts'
import { setTargets } from './routes/set-targets.ts'

const name = 'Simulator'
const models = ['sim-small', 'sim-large', 'sim-reasoning'] as const

/** Any number of our own: two processes that start together make one channel. */
const turn = 7_348_134

/**
 * A channel to the simulated provider and the models that it has, so that a newcomer can ask one without any key. Made
 * on the first start; its address follows the simulator's. What the operator changed or removed of it stays so.
 */
export async function ensureSimulatedSupply(ctx: Context, input: { readonly url: string }): Promise<void> {
  const access = readAccess(ctx, { provider: 'simulator', baseUrl: input.url, fields: {} }, { privateToo: true })
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.selectNoFrom((eb) => eb.fn('pg_advisory_xact_lock', [eb.val(turn)]).as('turn')).execute()
    const found = await tx.db
      .selectFrom('relay_channels')
      .select(['id', 'base_url'])
      .where('provider', '=', 'simulator')
      .where('name', '=', name)
      .executeTakeFirst()
    if (found?.base_url === access.baseUrl) return
    const id = found?.id ?? crypto.randomUUID()
    if (found) {
      const { baseUrl: base_url, hosts } = access
      const credential = sealCredential(ctx, 'channel', id, {})
      await tx.db.updateTable('relay_channels').set({ base_url, hosts, credential }).where('id', '=', id).execute()
    } else {
      await insertChannel(ctx, tx, id, { name }, access)
      await tx.db.updateTable('relay_channels').set({ state: 'on' }).where('id', '=', id).execute()
      await offerModels(ctx, tx, id)
    }
    await audit(ctx, tx, {
      action: found ? 'relay-channel.changed' : 'relay-channel.created',
      target: { kind: 'relay-channel', id },
    })
    announceSupply(ctx)
  })
}

async function offerModels(ctx: Context, tx: Tx, channelId: string): Promise<void> {
  for (const model of models) {
    const about = { organization_id: null, model, strategy: 'priority', attempts: 2, created_at: ctx.now() } as const
    const row = await tx.db
      .insertInto('relay_routes')
      .values({ id: crypto.randomUUID(), ...about })
      .onConflict((on) => on.columns(['organization_id', 'model']).doNothing())
      .returningAll()
      .executeTakeFirst()
    if (row) await setTargets(tx, row, [{ channelId, model, priority: 0, weight: 1 }])
  }
}
