import type { Context } from '../../context.ts'
import { transact } from '../../transact.ts'
import { auditMembership } from '../audit.ts'
import { changeableMember, keepSomebody, withdrawInvitationsBy } from './changeable-member.ts'
import { placeOf, refuseAbove, type Where } from './place.ts'

/** Takes a membership or an open invitation back, effective at once. The last admin or owner stays. */
export async function removeMember(ctx: Context, input: Where & { readonly userId: string }): Promise<void> {
  const { userId } = input
  const place = placeOf(input)
  await transact(ctx, ctx.control, async (ctx, tx) => {
    const { table, id, role } = await changeableMember(ctx, tx, place, userId)
    await refuseAbove(ctx, place, [role])
    await tx.db.deleteFrom(table).where('id', '=', id).execute()
    await keepSomebody(tx, place)
    await withdrawInvitationsBy(tx, place, userId)
    await auditMembership(ctx, tx, { action: 'membership.removed', userId, ...place, role })
  })
}
