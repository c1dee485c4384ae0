import type { RecoveryCodes, SecondStepCode } from '@vitrine/protocol'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { audit } from '../../audit.ts'
import { secondStepOn } from '../../mail/letters/second-step-on.ts'
import { mailMember } from '../../mail/mail-member.ts'
import { countTry } from '../count-try.ts'
import { checkAppCode } from './check-code.ts'
import { replaceRecoveryCodes } from './recovery-codes.ts'
import { self } from './self.ts'

/** Switches it on: the app has shown by a code that it holds the secret. Answers the codes for the day it is lost. */
export async function confirmSecondStep(ctx: Context, input: SecondStepCode, device?: string): Promise<RecoveryCodes> {
  const user = await self(ctx)
  const { settle } = await countTry(ctx, user.email, device)
  return transact(ctx, ctx.control, async (ctx, tx) => {
    if (!(await checkAppCode(ctx, user.id, input.code.replaceAll(/[\s-]/g, ''), true)))
      throw new ProblemError('wrong-credentials', 'This code does not fit.', 'Try the next one that the app shows.', {
        field: 'code',
      })
    await audit(ctx, tx, { action: 'member.second-step-on', target: { kind: 'member', id: user.id } })
    await mailMember(tx, { template: secondStepOn, userId: user.id, data: {} })
    ctx.afterCommit(settle)
    return { codes: await replaceRecoveryCodes(tx, user.id) }
  })
}
