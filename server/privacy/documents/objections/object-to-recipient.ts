import { type AuthorizedOrganization, audit, mailPlatformAdmins } from '../../../accounts/index.ts'
import type { Context } from '../../../context.ts'
import { ProblemError } from '../../../platform/errors.ts'
import { transact } from '../../../transact.ts'
import { readNotices, runningNotice } from '../notices.ts'
import { objectionLetter } from './objection-letter.ts'

type Objection = {
  readonly organization: AuthorizedOrganization<'administer'>
  readonly recipientId: string
  readonly reason: string
}

/** Says for an organization that it does not agree to a recipient, as long as its notice runs. Once more says it anew. */
export async function objectToRecipient(ctx: Context, { organization, recipientId, reason }: Objection): Promise<void> {
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const notice = runningNotice(await readNotices(ctx), recipientId, ctx.now())
    if (!notice)
      throw new ProblemError(
        'conflict',
        'No notice of this recipient is running.',
        'Objections are taken from its announcement until its notice ends; after that, write to the privacy contact.',
      )
    const said = { member_id: ctx.actor.kind === 'member' ? ctx.actor.userId : null, reason, at: ctx.now() }
    await tx.db
      .insertInto('recipient_objections')
      .values({
        id: crypto.randomUUID(),
        organization_id: organization.id,
        notice_id: notice.id,
        recipient_id: recipientId,
        ...said,
      })
      .onConflict((on) => on.columns(['organization_id', 'notice_id']).doUpdateSet(said))
      .execute()
    await audit(ctx, tx, {
      action: 'recipient.objected-to',
      organizationId: organization.id,
      target: { kind: 'recipient', id: recipientId },
    })
    const data = { organization: organization.id, notice: notice.id }
    await mailPlatformAdmins(tx, { template: objectionLetter, data })
  })
}
