import type { SignIn } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { checkPassword } from './check-password.ts'
import { type Login, startLogin } from './login-session.ts'

export async function signIn(ctx: Context, input: SignIn): Promise<Login> {
  return startLogin(ctx, await checkPassword(ctx, input.email, input.password))
}
