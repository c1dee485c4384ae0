import type { PasswordAgain, SecondStepSecret } from '@vitrine/protocol'
import { Secret } from 'otpauth'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { authenticator, secretPlace } from './check-code.ts'
import { provenSelf } from './self.ts'

/** A secret for the member's app. It counts for nothing until a first code has come back. */
export async function beginSecondStep(ctx: Context, input: PasswordAgain, device?: string): Promise<SecondStepSecret> {
  const user = await provenSelf(ctx, input.password, device)
  if (user.confirmed_at)
    throw new ProblemError('conflict', 'Two-step sign-in is on already.', 'Switch it off first to use another app.')
  const secret = new Secret({ size: 20 })
  const id = crypto.randomUUID()
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const sealed = ctx.envelope.master.seal(secret.bytes, secretPlace(id))
    await tx.db.deleteFrom('second_factors').where('user_id', '=', user.id).where('confirmed_at', 'is', null).execute()
    await tx.db
      .insertInto('second_factors')
      .values({ id, user_id: user.id, secret: sealed, created_at: ctx.now() })
      .execute()
  })
  const { host } = new URL(ctx.config.publicUrl)
  return {
    uri: authenticator(secret, user.email, `Vitrine ${host}`.replaceAll(':', ' ')).toString(),
    secret: secret.base32,
  }
}
