import type { PasswordAgain, RecoveryCodes } from '@vitrine/protocol'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { audit } from '../../audit.ts'
import { replaceRecoveryCodes } from './recovery-codes.ts'
import { provenSelf } from './self.ts'

/** Ten new codes; those there were are good for nothing from now on. */
export async function renewRecoveryCodes(ctx: Context, input: PasswordAgain, device?: string): Promise<RecoveryCodes> {
  const user = await provenSelf(ctx, input.password, device)
  if (!user.confirmed_at) throw new ProblemError('conflict', 'Two-step sign-in is off.', 'Switch it on first.')
  return transact(ctx, ctx.control, async (ctx, tx) => {
    await audit(ctx, tx, { action: 'member.recovery-codes-renewed', target: { kind: 'member', id: user.id } })
    return { codes: await replaceRecoveryCodes(tx, user.id) }
  })
}
