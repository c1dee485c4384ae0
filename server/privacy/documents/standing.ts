import type { StandingRecipient } from '@vitrine/ledger'
import type { Context } from '../../context.ts'
import { type Notice, runningNotice } from './notices.ts'

export const day = (at: Date) => at.toISOString().slice(0, 10)

/** Who receives data or is announced, with the notice that runs. */
export function standing(ctx: Context, active: ReadonlySet<string>, notices: readonly Notice[]): StandingRecipient[] {
  return ctx.declarations.recipients.flatMap((recipient): StandingRecipient[] => {
    const { id } = recipient
    const last = notices.findLast(({ recipientId }) => recipientId === id)
    const planned = !active.has(id) && last?.change === 'announced' ? last : undefined
    if (!active.has(id) && !planned) return []
    const running = planned ?? runningNotice(notices, id, ctx.now())
    return [
      {
        ...recipient,
        status: planned ? 'announced' : 'in use',
        ...(running && { announced: day(running.announcedAt), from: day(running.effectiveAt) }),
      },
    ]
  })
}
