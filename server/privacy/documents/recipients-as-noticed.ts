import type { RecipientNotice } from '@vitrine/protocol'
import type { Context } from '../../context.ts'
import { recipientsInUse } from '../recipients-in-use.ts'
import { type Notice, readNotices } from './notices.ts'
import { standing } from './standing.ts'

type Noticed = Omit<RecipientNotice, 'objections'>

/** Everyone who could receive data by the declarations and how they stand, with all notices that there were. */
export async function recipientsAsNoticed(
  ctx: Context,
): Promise<{ readonly recipients: readonly Noticed[]; readonly notices: readonly Notice[] }> {
  const [inUse, notices] = await Promise.all([recipientsInUse(ctx), readNotices(ctx)])
  const active = new Set(inUse.map(({ id }) => id))
  const standingById = new Map(standing(ctx, active, notices).map((one) => [one.id, one]))
  const recipients = ctx.declarations.recipients.map(({ id, name, purpose }): Noticed => {
    const { status = 'unused', announced = null, from = null } = standingById.get(id) ?? {}
    return { id, name, purpose, status, announced, from }
  })
  return { recipients, notices }
}
