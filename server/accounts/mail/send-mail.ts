import type { Payload, Row } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { sendMailJob, type users } from '../tables.ts'
import { letterCalled } from './letter.ts'
import { mailMember } from './mail-member.ts'
import { post } from './post.ts'
import { sendToken } from './send-token.ts'

type Values = Readonly<Record<string, string>>

/** Sends one letter. Whoever it was for and is gone meanwhile gets none. */
export async function sendMail(ctx: Context, payload: Payload<typeof sendMailJob>): Promise<void> {
  if (!ctx.mail) return
  const { template, userId, tokenId, organizationId, data } = payload
  if (tokenId !== null) return sendToken(ctx, tokenId)
  if (template === null) throw new Error('A letter without a link names its template')
  // Jobs from before there was such an address carry none.
  if (organizationId) return toAlerts(ctx, template, organizationId, data)
  if (userId === null) return toPlatformAdmins(ctx, template, data)
  const user = await ctx.control.db
    .selectFrom('users')
    .select(['email', 'display_name', 'language'])
    .where('id', '=', userId)
    .executeTakeFirst()
  if (user) await write(ctx, template, data, user)
}

type Reader = Pick<Row<typeof users>, 'email' | 'display_name' | 'language'>

async function write(ctx: Context, template: string, data: Values, reader: Reader): Promise<void> {
  const letter = letterCalled(template)
  const values = { ...data, ...(await letter.resolve?.(ctx, data)), name: reader.display_name }
  const sent = await post(ctx, { letter, to: reader.email, language: reader.language, values })
  if (sent === 'refused') ctx.log.warn('The mail server refused a letter', { job: sendMailJob.name })
}

/** An address has no language of its own: the organization's first owner's is used. */
async function toAlerts(ctx: Context, template: string, organizationId: string, data: Values): Promise<void> {
  const found = await ctx.control.db
    .selectFrom('organizations')
    .leftJoin('agent_memberships as owner', (join) =>
      join
        .onRef('owner.organization_id', '=', 'organizations.id')
        .on('owner.project_id', 'is', null)
        .on('owner.role', '=', 'owner'),
    )
    .leftJoin('users', 'users.id', 'owner.user_id')
    .select(['organizations.name', 'alert_email', 'billing_email', 'users.language'])
    .where('organizations.id', '=', organizationId)
    .orderBy('owner.created_at', (order) => order.asc().nullsLast())
    .executeTakeFirst()
  if (!found) return
  const { alert_email, billing_email, name: display_name, language } = found
  const addresses = new Set([alert_email, letterCalled(template).ofBills ? billing_email : null])
  for (const email of addresses)
    if (email) await write(ctx, template, data, { email, display_name, language: language ?? 'en' })
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
    for (const { id: userId } of admins) await mailMember(tx, { template: letterCalled(template), userId, data })
  })
}
