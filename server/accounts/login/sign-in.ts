import type { SignIn } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { type Admission, admit } from './admit.ts'
import { tryPassword } from './check-password.ts'
import type { Visit } from './device.ts'

export async function signIn(ctx: Context, input: SignIn, visit?: Visit): Promise<Admission> {
  const { userId, settle } = await tryPassword(ctx, { ...input, device: visit?.device })
  return admit(ctx, userId, visit, settle)
}
