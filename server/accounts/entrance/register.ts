import type { Register } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { mailToken } from '../mail/mail-member.ts'
import { prepareToken } from '../one-time-tokens.ts'
import { openedBy } from './codes.ts'
import { mayMail } from './may-mail.ts'
import { registration } from './registration.ts'

export const closed = () =>
  new ProblemError('not-allowed', 'Nobody can register here by themselves.', 'Ask an admin to invite you.')

/**
 * Has a link sent by which the address is confirmed. An address that has an account gets a letter that says so; here both
 * are treated alike, so neither answer nor time tells which it is.
 */
export async function register(ctx: Context, input: Register): Promise<void> {
  const mode = await registration(ctx)
  if (mode === 'closed') throw closed()
  if (mode === 'code' && input.code === undefined)
    throw new ProblemError('invalid-request', 'A code is needed to register here.', 'Ask your organization for it.', {
      field: 'code',
    })
  const joins = input.code === undefined ? undefined : await openedBy(ctx, input.code)
  if (!(await mayMail(ctx, input.email))) return
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id } = await prepareToken(ctx, tx, 'register', {
      email: input.email,
      display_name: input.displayName,
      language: input.language,
      organization_id: joins?.organizationId ?? null,
      role: joins?.role ?? null,
    })
    await mailToken(tx, id)
  })
}
