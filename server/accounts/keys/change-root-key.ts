import type { Context } from '../../context.ts'
import { type Rotation, rotateKeys } from '../../platform/keys/rotate-keys.ts'
import { transact } from '../../transact.ts'
import { audit } from '../audit.ts'

/** A new root key for everything, while the installation runs. `false`: it could not be finished; why was said. */
export async function changeRootKey(ctx: Context, how: Rotation): Promise<boolean> {
  await tell(ctx, 'keys.rotation-started')
  const done = await rotateKeys(ctx, how)
  if (done) await tell(ctx, 'keys.rotation-finished')
  return done
}

const tell = (ctx: Context, action: 'keys.rotation-started' | 'keys.rotation-finished') =>
  transact(ctx, ctx.control, (ctx, tx) =>
    audit(ctx, tx, { action, target: { kind: 'root-key', id: ctx.rootKeys.roots()[0]?.id ?? '' } }),
  )
