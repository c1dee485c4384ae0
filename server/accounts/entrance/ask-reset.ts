import type { AskReset } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { mailToken } from '../mail/mail-member.ts'
import { prepareToken } from '../one-time-tokens.ts'
import { mayMail } from './may-mail.ts'

/**
 * Has a link for a new password sent, if the address has an account. Whether it has is looked up when the e-mail is sent:
 * here the same is done for every address, so neither answer nor time tells.
 */
export async function askReset(ctx: Context, { email }: AskReset): Promise<void> {
  const may = await mayMail(ctx, email)
  if (!may || !ctx.mail) return
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { id } = await prepareToken(ctx, tx, 'reset', { email })
    await mailToken(tx, id)
  })
}
