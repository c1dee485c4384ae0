import type { Payload } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { sendMailJob } from '../tables.ts'
import { letterCalled } from './letter.ts'
import { post } from './post.ts'
import { sendToken } from './send-token.ts'

type Values = Readonly<Record<string, string>>

/** Sends one letter. Whoever it was for and is gone meanwhile gets none. */
export async function sendMail(ctx: Context, payload: Payload<typeof sendMailJob>): Promise<void> {
  if (!ctx.mail) return
  const { template, userId, tokenId, data } = payload
  if (tokenId !== null) return sendToken(ctx, tokenId)
  if (template === null) throw new Error('A letter without a link names its template')
  if (userId === null) return toPlatformAdmins(ctx, template, data)
  const user = await ctx.control.db
    .selectFrom('users')
    .select(['email', 'display_name', 'language'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (!user) return
  const letter = letterCalled(template)
  const values = { ...data, ...(await letter.resolve?.(ctx, data)), name: user.display_name }
  const sent = await post(ctx, { letter, to: user.email, language: user.language, values })
  if (sent === 'refused') ctx.log.warn('The mail server refused a letter', { job: sendMailJob.name })
}

/** A job for each, so that one who can't be reached keeps no other waiting. */
async function toPlatformAdmins(ctx: Context, template: string, data: Values): Promise<void> {
  const admins = await ctx.control.db
    .selectFrom('users')
    .select('id')
    .where('platform_admin', '=', true)
    .where('password_hash', 'is not', null)
    .execute()
  await transact(ctx, ctx.control, async (_, tx) => {
    for (const { id } of admins) await tx.jobs.enqueue(sendMailJob, { template, userId: id, tokenId: null, data })
  })
}
