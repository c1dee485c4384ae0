import type { SignIn } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { passwordsRefusedBy, signOnOnly } from '../sign-on/only-sign-on.ts'
import { type Admission, admit } from './admit.ts'
import { tryPassword } from './check-password.ts'
import type { Visit } from './device.ts'
import { tellLockedOut } from './tell-locked-out.ts'

export async function signIn(ctx: Context, input: SignIn, visit?: Visit): Promise<Admission> {
  const counted = await tryPassword(ctx, { ...input, device: visit?.device }).catch(async (error) => {
    if (!(error instanceof ProblemError && error.code === 'wrong-credentials')) throw error
    // Where passwords are refused, a right one and a wrong one get the same answer.
    throw (await passwordsRefusedBy(ctx, input.email)) ? signOnOnly() : error
  })
  const admission = await admit(ctx, counted.userId, visit, counted.settle)
  // The try stays counted while the second step is owed.
  if ('pending' in admission) await tellLockedOut(ctx, input.email, counted)
  return admission
}
