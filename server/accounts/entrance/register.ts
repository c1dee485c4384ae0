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
  const joining = (ctx: Context) => (input.code === undefined ? undefined : openedBy(ctx, input.code))
  await joining(ctx)
  if (!(await mayMail(ctx, input.email))) return
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const joins = await joining(ctx)
    const { id } = await prepareToken(ctx, tx, 'register', {
      email: input.email,
      display_name: input.displayName,
      language: input.language,
      organization_id: joins?.organizationId ?? null,
      role: joins?.role ?? null,
      registration_code_id: joins?.codeId ?? null,
    })
    await mailToken(tx, id)
  })
}
