import type { Recipient } from '@vitrine/ledger'
import { audit } from '../../accounts/index.ts'
import type { Context, Tx } from '../../context.ts'
import { activeRecipients } from '../../platform/egress/active-recipients.ts'
import { ProblemError } from '../../platform/errors.ts'
import { transact } from '../../transact.ts'
import { inTurn } from './in-turn.ts'

export type Notice = {
  readonly id: string
  readonly recipientId: string
  /** `known`: nobody had to be told any more. `announced`: before the settings named it. */
  readonly change: 'known' | 'announced' | 'added' | 'removed'
  readonly name: string
  readonly notice: string
  readonly announcedAt: Date
  readonly effectiveAt: Date
}

const dayLong = 86_400_000

/** All there ever were, oldest first. */
export async function readNotices(ctx: Context): Promise<Notice[]> {
  return ctx.control.db
    .selectFrom('recipient_notices')
    .select([
      'id',
      'recipient_id as recipientId',
      'change',
      'name',
      'notice',
      'announced_at as announcedAt',
      'effective_at as effectiveAt',
    ])
    .orderBy('announced_at')
    .orderBy('id')
    .execute()
}

type Change = Notice['change']
/** Called with what is new, in the transaction that says so. */
export type Tell = (ctx: Context, tx: Tx, notice: Pick<Notice, 'id' | 'change'>) => Promise<void>
type Named = Pick<Recipient, 'id' | 'name' | 'notice'>

async function note(ctx: Context, tx: Tx, recipient: Named, change: Change): Promise<string> {
  const now = ctx.now()
  const id = crypto.randomUUID()
  const days = change === 'added' || change === 'announced' ? ctx.config.noticeDays : 0
  await tx.db
    .insertInto('recipient_notices')
    .values({
      id,
      recipient_id: recipient.id,
      change,
      name: recipient.name,
      notice: change === 'removed' ? `${recipient.name} does not receive data any more.` : recipient.notice,
      announced_at: now,
      effective_at: new Date(now.getTime() + days * dayLong),
    })
    .execute()
  if (change !== 'known')
    await audit(ctx, tx, { action: `recipient.${change}`, target: { kind: 'recipient', id: recipient.id } })
  return id
}

const hasPublished = async (tx: Tx): Promise<boolean> => {
  const query = tx.db.selectFrom('document_versions').select('id').where('kind', '=', 'sub-processors')
  return (await query.limit(1).executeTakeFirst()) !== undefined
}

/**
 * Compares who receives data by the settings with what clients were told, and says what has changed. On the first start
 * there is nobody yet to tell: those of the beginning are known without a notice.
 */
export async function announceChanges(ctx: Context, tell: Tell): Promise<void> {
  const active: readonly Recipient[] = activeRecipients(ctx.declarations, ctx.config)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await inTurn(tx)
    const latest = new Map((await readNotices(ctx)).map((one) => [one.recipientId, one]))
    const isFirst = latest.size === 0 && !(await hasPublished(tx))
    for (const recipient of active) {
      const change = latest.get(recipient.id)?.change ?? 'removed'
      if (change === 'announced') await note(ctx, tx, recipient, 'known')
      if (change !== 'removed') continue
      const id = await note(ctx, tx, recipient, isFirst ? 'known' : 'added')
      if (!isFirst) await tell(ctx, tx, { id, change: 'added' })
    }
    for (const { recipientId: id, change, name } of latest.values()) {
      const isGone = change !== 'removed' && change !== 'announced' && !active.some((one) => one.id === id)
      if (!isGone) continue
      const noticeId = await note(ctx, tx, { id, name, notice: '' }, 'removed')
      await tell(ctx, tx, { id: noticeId, change: 'removed' })
    }
  })
}

/** Tells clients of a recipient that the operator means to use, before the settings name it. */
export async function announceRecipient(ctx: Context, id: string, tell: Tell): Promise<void> {
  const recipient = ctx.declarations.recipients.find((one) => one.id === id)
  if (!recipient) throw new ProblemError('not-found', 'There is no such recipient.', 'Check its name.')
  await transact(ctx, ctx.control, async (ctx, tx) => {
    await inTurn(tx)
    const last = (await readNotices(ctx)).findLast(({ recipientId }) => recipientId === id)
    if (last && last.change !== 'removed')
      throw new ProblemError('conflict', 'Clients know of it already.', 'See the list of sub-processors.')
    await tell(ctx, tx, { id: await note(ctx, tx, recipient, 'announced'), change: 'announced' })
  })
}

/** The notice that is still running for a recipient, if there is one. */
export function runningNotice(notices: readonly Notice[], id: string, now: Date): Notice | undefined {
  const own = notices.filter(({ recipientId }) => recipientId === id)
  const since = own.slice(own.findLastIndex(({ change }) => change === 'removed') + 1)
  return since.findLast(({ change, effectiveAt }) => change !== 'known' && effectiveAt > now)
}
