import type { Context } from '../../context.ts'
import { type Rotation, rotateKeys } from '../../platform/keys/rotate-keys.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'
import { rootKeyChanged } from '../mail/letters/root-key-changed.ts'
import { mailAlerts } from '../mail/mail-member.ts'
import { alerted } from '../mail/organization-addresses.ts'

/** A new root key for everything, while the installation runs. `false`: it could not be finished; why was said. */
export async function changeRootKey(ctx: Context, how: Rotation): Promise<boolean> {
  await tell(ctx, 'keys.rotation-started')
  const done = await rotateKeys(ctx, how)
  if (done) await finish(ctx)
  return done
}

/** The organizations whose data it concerns hear of it once it is done. */
const finish = (ctx: Context) =>
  transact(ctx, ctx.control, async (ctx, tx) => {
    await tell(ctx, 'keys.rotation-finished')
    for (const organizationId of await alerted(tx))
      await mailAlerts(tx, { template: rootKeyChanged, organizationId, data: {} })
  })

const tell = (ctx: Context, action: 'keys.rotation-started' | 'keys.rotation-finished') =>
  transact(ctx, ctx.control, (ctx, tx) =>
    audit(ctx, tx, { action, target: { kind: 'root-key', id: ctx.rootKeys.roots()[0]?.id ?? '' } }),
  )
