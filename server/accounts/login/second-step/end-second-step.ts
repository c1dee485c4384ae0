import type { PasswordAgain } from '@vitrine/protocol'
import type { Context } from '../../../context.ts'
import { transact } from '../../../transact.ts'
import { audit } from '../../audit.ts'
import { secondStepOff } from '../../mail/letters/second-step-off.ts'
import { mailMember } from '../../mail/mail-member.ts'
import { provenSelf } from './self.ts'

/** Switches it off, for whoever gives the password again. */
export async function endSecondStep(ctx: Context, input: PasswordAgain, device?: string): Promise<void> {
  const user = await provenSelf(ctx, input.password, device)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await tx.db.deleteFrom('second_factors').where('user_id', '=', user.id).execute()
    await tx.db.deleteFrom('recovery_codes').where('user_id', '=', user.id).execute()
    if (!user.confirmed_at) return
    await audit(ctx, tx, { action: 'member.second-step-off', target: { kind: 'member', id: user.id } })
    await mailMember(tx, { template: secondStepOff, userId: user.id, data: {} })
  })
}
